package io.prontuario.testbed.loopback;

import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Addresses of the hosts, from the object. Pure. */
record SiteAddresses(Map<String, String> byName) {
    private static final String CLOUD = "cloud";

    /** Of every host, every edge node and the cloud. */
    static SiteAddresses of(PlatformSpec spec) {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (HostSpec host : spec.hosts()) {
            put(addresses, host.name(), host.address());
        }
        if (spec.edge() != null) {
            for (EdgeSpec.EdgeNode node : spec.edge().nodes()) {
                put(addresses, node.name(), node.address());
            }
        }
        if (spec.cloud() != null) {
            put(addresses, CLOUD, spec.cloud().address());
        }
        return new SiteAddresses(addresses);
    }

    private static void put(Map<String, String> addresses, String name, @Nullable String address) {
        if (address != null) {
            addresses.put(name, address);
        }
    }

    /** @throws IllegalArgumentException when the object gives none */
    String of(String name) {
        String address = byName.get(name);
        if (address == null) {
            throw new IllegalArgumentException("the object gives no address for " + name);
        }
        return address;
    }

    /**
     * The text of a hosts file in which every {@code SERVICE-SITE} is its site: what DNS and Services are for in a
     * cluster.
     */
    static String hostsFile(PlatformSpec spec) {
        StringBuilder text = new StringBuilder("127.0.0.1 localhost\n");
        of(spec).byName().forEach((site, address) -> {
            text.append(address);
            for (ServiceSpec service : spec.services()) {
                text.append(' ').append(service.name()).append('-').append(site);
            }
            text.append('\n');
        });
        return text.toString();
    }
}
