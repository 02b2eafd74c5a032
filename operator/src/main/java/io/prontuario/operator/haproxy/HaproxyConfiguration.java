package io.prontuario.operator.haproxy;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.host.protocol.Bundle;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The front door's configuration, as a pure function of the spec and of which sites may serve. */
public final class HaproxyConfiguration {
    private HaproxyConfiguration() {}

    /**
     * The text of {@code haproxy.cfg}: the same for every box of the front door and the same for the same arguments.
     * Facts of a box (its boot id, its admission map, its certificates) are read by HAProxy from {@code BOOT_ID} in its
     * environment and from files beside the configuration.
     *
     * @param admittedSites names of sites that may get requests; servers of all others are rendered {@code disabled}
     * @throws IllegalArgumentException when a route names a service that is not there or has no nodePort; the message
     *     names the field
     */
    public static String render(PlatformSpec spec, Set<String> admittedSites) {
        return FrontDoorText.of(spec, admittedSites);
    }

    /**
     * The names that {@link Bundle#files} must hold for this spec, by TLS Secret: each file is the Secret's certificate
     * chain followed by its private key.
     */
    public static Map<String, String> certificateFiles(PlatformSpec spec) {
        Map<String, String> fileBySecret = new TreeMap<>();
        if (spec.edge() != null) {
            for (EdgeSpec.Frontend frontend : spec.edge().frontends()) {
                String secret = frontend.tlsSecretRef();
                if (secret != null) {
                    fileBySecret.put(secret, ProxyNames.certificateFile(secret));
                }
            }
        }
        return fileBySecret;
    }

    /** What every box of the front door runs for this spec. {@code files} as in {@link #certificateFiles}. */
    public static Bundle bundle(
            FencingToken token, PlatformSpec spec, Set<String> admittedSites, Map<String, String> files) {
        String virtualAddress = spec.edge() == null ? null : spec.edge().virtualAddress();
        return new Bundle(
                token.term(), token.epoch(), token.generation(), render(spec, admittedSites), files, virtualAddress);
    }

    /** The configuration without any service that a box runs until the operator has first reached it. */
    public static String bootstrap() {
        return FrontDoorText.bootstrap();
    }
}
