package io.prontuario.host.protocol;

/** Names that the renderer of a configuration and the agent share: files, variables, ports, prefixes. */
public final class HaproxyNames {
    /** The port on which HAProxy of a host answers whether the host's current boot is admitted. */
    public static final int ADMISSION_PORT = 9180;

    /** The admission map, relative to the configuration file's directory. */
    public static final String ADMISSION_MAP = "admission.map";

    /** The value that the admission map holds for an admitted boot id. */
    public static final String ADMITTED = "admitted";

    /** HAProxy's environment variable with the host's boot id. */
    public static final String BOOT_ID_VARIABLE = "BOOT_ID";

    /** HAProxy's environment variable with the folder of its configuration. */
    public static final String DIRECTORY_VARIABLE = "EDGE_DIR";

    /** HAProxy's environment variable with the address to listen on; when unset, it listens on every address of the box. */
    public static final String LISTEN_VARIABLE = "LISTEN_ADDRESS";

    /**
     * Servers' last known states, read by HAProxy when it starts. HAProxy does not look for this file beside its
     * configuration, so the configuration names {@link #DIRECTORY_VARIABLE}.
     */
    public static final String SERVER_STATE = "servers.state";

    /** The write route's map, relative to the configuration file's directory: under {@link #WRITER}, the name of the writer's server. */
    public static final String WRITER_MAP = "writer.map";

    /** The key of the write route's map. Without it connections to the write route are refused. */
    public static final String WRITER = "writer";

    /** The backend with every instance of the record's database; it has no {@link #TRAFFIC_PREFIX}: it serves no requests of clients. */
    public static final String WRITER_BACKEND = "record_writer";

    /** Folder of PEM files, relative to the configuration file's directory. */
    public static final String CERTIFICATES = "certs";

    /** Prefix of every backend that carries clients' requests. The others only check or refuse. */
    public static final String TRAFFIC_PREFIX = "be_";

    private HaproxyNames() {}

    /** Whether a backend carries clients' requests to sites. */
    public static boolean carriesTraffic(String backend) {
        return backend.startsWith(TRAFFIC_PREFIX);
    }

    /** The {@code :port} or {@code address:port} of a {@code bind}, without {@link #LISTEN_VARIABLE}. */
    public static String listened(String bind) {
        return bind.replace("${" + LISTEN_VARIABLE + "}", "").replace("\"", "");
    }
}
