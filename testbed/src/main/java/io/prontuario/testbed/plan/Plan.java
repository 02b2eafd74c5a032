package io.prontuario.testbed.plan;

import io.prontuario.testbed.exec.TestbedException;
import java.util.List;
import java.util.stream.Collectors;

/** The address plan: every host, address, port and network of the test bed. */
public final class Plan {
    public static final String VIRTUAL_ADDRESS = "10.200.0.100";
    public static final String SERVICE_CIDR = "10.96.0.0/16";
    /** First address of {@link #SERVICE_CIDR}: the {@code kubernetes} Service. */
    public static final String API_SERVICE_ADDRESS = "10.96.0.1";

    public static final String POD_CIDR = "10.244.0.0/16";
    /** Link-local address on which every node's own CoreDNS answers, so that a dead edge does not take DNS away. */
    public static final String DNS_ADDRESS = "169.254.20.10";

    /**
     * The API's address where there are several API servers: on every host's loopback and in the root namespace, each
     * with its own balancer. No packet to it leaves the host of the client.
     */
    public static final String LOCAL_API_ADDRESS = "10.200.255.1";

    public static final int API_PORT = 6443;
    public static final int ETCD_PEER_PORT = 2380;
    public static final int AGENT_PORT = 9443;
    /** Of the cloud's database, and of the write route on every box on site. */
    public static final int DATABASE_PORT = 5432;

    /** Of the record's database on each host. */
    public static final int RECORD_PORT = 5433;

    public static final int MODEL_PORT = 8000;

    public static final List<Host> HOSTS = List.of(
            new Host("mac-studio-1", Cluster.ONSITE, Role.STUDIO, 11, 1, 100),
            new Host("mac-studio-2", Cluster.ONSITE, Role.STUDIO, 12, 2, 50),
            new Host("edge", Cluster.ONSITE, Role.EDGE, 13, 3, 150),
            new Host("cloud", Cluster.CLOUD, Role.CLOUD, 21, 21, 0));

    private Plan() {}

    /**
     * Finds a host by name.
     *
     * @throws TestbedException if there is no such host; the message lists those there are
     */
    public static Host host(String name) {
        return HOSTS.stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TestbedException("no host is called '" + name + "'; hosts are " + names()));
    }

    /**
     * Finds a cluster by id.
     *
     * @throws TestbedException if there is no such cluster
     */
    public static Cluster cluster(String id) {
        for (Cluster cluster : Cluster.values()) {
            if (cluster.id().equals(id)) {
                return cluster;
            }
        }
        throw new TestbedException("no cluster is called '" + id + "'; clusters are onsite, cloud");
    }

    public static List<Host> hosts(Cluster cluster) {
        return HOSTS.stream().filter(host -> host.cluster() == cluster).toList();
    }

    /** Base URL of the model files, reachable from every host and pod. */
    public static String modelUrl() {
        return "http://" + Cluster.ONSITE.gateway() + ":" + MODEL_PORT;
    }

    private static String names() {
        return HOSTS.stream().map(Host::name).collect(Collectors.joining(", "));
    }
}
