package io.prontuario.testbed.loopback;

import java.util.List;

/** Ports and last parts of addresses, as examples/overlays/loopback.yaml has them. */
final class Ports {
    static final int API_SERVER = 6443;
    static final int ETCD = 2379;
    static final int ETCD_PEER = 2380;
    static final int AGENT = 9443;
    static final int FRONT_DOOR = 8443;
    static final int DATABASE = 5432;
    private static final int ADMISSION = 9180;
    private static final int API = 30080;
    private static final int INFERENCE = 30081;

    static final int ONSITE_CONTROL = 1;
    static final int CLOUD_CONTROL = 2;
    private static final int PRIMARY = 11;
    private static final int SECONDARY = 12;
    private static final int EDGE = 13;
    private static final int CLOUD = 21;
    /** The edge's HAProxy listens here: nothing could move the address to another box. */
    static final int VIRTUAL = 100;

    static final List<Use> USES = List.of(
            new Use(API_SERVER, ONSITE_CONTROL, CLOUD_CONTROL),
            new Use(ETCD, ONSITE_CONTROL, CLOUD_CONTROL),
            new Use(ETCD_PEER, ONSITE_CONTROL, CLOUD_CONTROL),
            new Use(AGENT, PRIMARY, SECONDARY, EDGE),
            new Use(FRONT_DOOR, PRIMARY, SECONDARY, VIRTUAL),
            new Use(ADMISSION, PRIMARY, SECONDARY, VIRTUAL),
            new Use(API, PRIMARY, SECONDARY, CLOUD),
            new Use(INFERENCE, PRIMARY, SECONDARY, CLOUD),
            new Use(DATABASE, PRIMARY, SECONDARY, CLOUD));

    private Ports() {}

    /** A port and the addresses on which something of the demo listens on it. */
    record Use(int port, List<Integer> hosts) {
        Use(int port, Integer... hosts) {
            this(port, List.of(hosts));
        }
    }
}
