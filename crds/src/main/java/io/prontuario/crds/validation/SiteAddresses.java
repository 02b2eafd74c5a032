package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec.EdgeNode;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** With a front door, hosts, cloud and edge nodes have an address. Addresses are unique. */
final class SiteAddresses implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        Map<String, String> owners = new HashMap<>();
        for (int i = 0; i < spec.hosts().size(); i++) {
            HostSpec host = spec.hosts().get(i);
            String path = SpecLookup.hostPath(i) + ".address";
            if (spec.edge() != null && host.serves() && host.address() == null) {
                missing(path, "the front door reaches hosts by address", problems);
            }
            owned(path, host.address(), "host " + host.name(), owners, problems);
        }
        CloudSpec cloud = spec.cloud();
        if (cloud != null) {
            if (spec.edge() != null && cloud.address() == null) {
                missing("spec.cloud.address", "the front door reaches the cloud by address", problems);
            }
            owned("spec.cloud.address", cloud.address(), "the cloud", owners, problems);
        }
        EdgeSpec edge = spec.edge();
        if (edge != null) {
            edge(edge, owners, problems);
        }
    }

    private static void edge(EdgeSpec edge, Map<String, String> owners, Problems problems) {
        for (int i = 0; i < edge.nodes().size(); i++) {
            EdgeNode node = edge.nodes().get(i);
            if (node.address() == null) {
                missing(
                        "spec.edge.nodes[" + i + "].address",
                        "the operator reaches its host agent by address",
                        problems);
            }
        }
        owned("spec.edge.virtualAddress", edge.virtualAddress(), "the front door", owners, problems);
        if (edge.virtualAddress() == null) {
            problems.warning(
                    "spec.edge.virtualAddress",
                    "is missing; clients would depend on one node of the front door",
                    "add the VRRP address of the front door");
        }
    }

    private static void missing(String path, String why, Problems problems) {
        problems.error(path, "is missing: " + why, "add address, an IP address or a DNS name");
    }

    private static void owned(
            String path, @Nullable String address, String owner, Map<String, String> owners, Problems problems) {
        String before = address == null ? null : owners.putIfAbsent(address, owner);
        if (before != null) {
            problems.error(path, address + " is already the address of " + before, "correct one of the two");
        }
    }
}
