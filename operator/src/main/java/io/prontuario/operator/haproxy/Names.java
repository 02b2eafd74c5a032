package io.prontuario.operator.haproxy;

import io.prontuario.crds.v1alpha1.EdgeSpec.TrafficClass;
import io.prontuario.host.protocol.HaproxyNames;
import java.util.Locale;

/** Names of proxies, servers and files in a rendered configuration. */
public final class Names {
    /** The cloud's site name, and its server name in every backend. */
    public static final String CLOUD = "cloud";

    /** Set by the front door on what it sends to a host that failed its checks; a client's own is dropped. */
    static final String HELD_HEADER = "X-Prontuario-Held";

    private Names() {}

    /** The backend that carries one class of a service's traffic. */
    public static String backend(String service, TrafficClass trafficClass) {
        return HaproxyNames.TRAFFIC_PREFIX + trafficClass.name().toLowerCase(Locale.ROOT) + "_" + service;
    }

    /** The backend that takes over from {@link #backend} while hosts live but none of them is ready. */
    static String hold(String service, TrafficClass trafficClass) {
        return "hold_" + trafficClass.name().toLowerCase(Locale.ROOT) + "_" + service;
    }

    /** What a {@code bind} names: in quotes, because only there does HAProxy look a variable up. */
    static String listen(int port) {
        return "\"${" + HaproxyNames.LISTEN_VARIABLE + "}:" + port + "\"";
    }

    static String cloudChecks(String service) {
        return "check_cloud_" + service;
    }

    /** The file name under {@link HaproxyNames#CERTIFICATES} of a TLS Secret's certificate chain and key. */
    public static String certificateFile(String tlsSecret) {
        return tlsSecret + ".pem";
    }
}
