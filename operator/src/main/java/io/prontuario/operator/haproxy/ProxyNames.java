package io.prontuario.operator.haproxy;

import io.prontuario.crds.v1alpha1.EdgeSpec.TrafficClass;
import io.prontuario.host.protocol.HaproxyNames;
import java.util.Locale;

/** ProxyNames of proxies, servers and files in a rendered configuration. */
public final class ProxyNames {
    /** The cloud's site name, which is its server name in every backend. */
    public static final String CLOUD = "cloud";

    /** Header that the front door sets on requests to a host that failed its checks; a client's own is removed. */
    static final String HELD_HEADER = "X-Prontuario-Held";

    private ProxyNames() {}

    /** The backend that carries one class of a service's traffic. */
    public static String backend(String service, TrafficClass trafficClass) {
        return HaproxyNames.TRAFFIC_PREFIX + trafficClass.name().toLowerCase(Locale.ROOT) + "_" + service;
    }

    /** The backend that replaces {@link #backend} while hosts accept connections but none is ready. */
    static String hold(String service, TrafficClass trafficClass) {
        return "hold_" + trafficClass.name().toLowerCase(Locale.ROOT) + "_" + service;
    }

    /** The address of a {@code bind}, in quotes, because HAProxy expands variables only there. */
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
