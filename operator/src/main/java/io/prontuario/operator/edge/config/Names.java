package io.prontuario.operator.edge.config;

import io.prontuario.crds.v1alpha1.EdgeSpec.TrafficClass;
import java.util.Locale;

/** Names of proxies and ports that the configuration, the agent and the operator agree on. */
public final class Names {
    /** The cloud's site name, and its server name in every backend. */
    public static final String CLOUD = "cloud";

    /** The port on which every host's own HAProxy answers whether the host's current boot is admitted. */
    public static final int ADMISSION_PORT = 9180;

    /** The admission map, relative to the configuration file's directory. */
    public static final String ADMISSION_MAP = "admission.map";

    /** The value that the admission map holds for an admitted boot id. */
    public static final String ADMITTED = "admitted";

    /** HAProxy's environment variable with the host's boot id. */
    public static final String BOOT_ID_VARIABLE = "BOOT_ID";

    /** HAProxy's environment variable with the folder of its configuration. */
    public static final String DIRECTORY_VARIABLE = "EDGE_DIR";

    /** HAProxy's environment variable with the one address to listen on; unset, it listens on every address of the box. */
    public static final String LISTEN_VARIABLE = "LISTEN_ADDRESS";

    /**
     * Servers' last known states, read by HAProxy when it starts. It is the one file that HAProxy does not look for
     * beside its configuration, hence {@link #DIRECTORY_VARIABLE}.
     */
    public static final String SERVER_STATE = "servers.state";

    /** Folder of PEM files, relative to the configuration file's directory. */
    public static final String CERTIFICATES = "certs";

    /** Set by the front door on what it sends to a host that failed its checks; a client's own is dropped. */
    static final String HELD_HEADER = "X-Prontuario-Held";

    private static final String TRAFFIC_PREFIX = "be_";

    private Names() {}

    /** The backend that carries one class of a service's traffic. */
    public static String backend(String service, TrafficClass trafficClass) {
        return TRAFFIC_PREFIX + trafficClass.name().toLowerCase(Locale.ROOT) + "_" + service;
    }

    /** Whether a backend carries clients' traffic to sites; the others check or refuse. */
    public static boolean carriesTraffic(String backend) {
        return backend.startsWith(TRAFFIC_PREFIX);
    }

    /** The backend that takes over from {@link #backend} while hosts live but none of them is ready. */
    static String hold(String service, TrafficClass trafficClass) {
        return "hold_" + trafficClass.name().toLowerCase(Locale.ROOT) + "_" + service;
    }

    /** What a {@code bind} names: in quotes, because only there does HAProxy look a variable up. */
    static String listen(int port) {
        return "\"${" + LISTEN_VARIABLE + "}:" + port + "\"";
    }

    /** The {@code :port} or {@code address:port} that a {@code bind} names, without {@link #LISTEN_VARIABLE}. */
    public static String listened(String bind) {
        return bind.replace("${" + LISTEN_VARIABLE + "}", "").replace("\"", "");
    }

    static String cloudChecks(String service) {
        return "check_cloud_" + service;
    }

    /** The file name under {@link #CERTIFICATES} of a TLS Secret's certificate chain and key. */
    public static String certificateFile(String tlsSecret) {
        return tlsSecret + ".pem";
    }
}
