package io.prontuario.testbed.plan;

/**
 * One machine of the test bed, which is one network namespace.
 *
 * @param name the machine's and the Kubernetes node's name
 * @param cluster the cluster it belongs to
 * @param role what it runs
 * @param number last part of its address
 * @param podBlock third part of its pod network, 10.244.x.0/24
 * @param vrrpPriority who holds the virtual address when several could; 0 for a host that never does
 */
public record Host(String name, Cluster cluster, Role role, int number, int podBlock, int vrrpPriority) {

    public String address() {
        String gateway = cluster.gateway();
        return gateway.substring(0, gateway.lastIndexOf('.') + 1) + number;
    }

    public String podCidr() {
        return "10.244." + podBlock + ".0/24";
    }

    /** Network namespace; also the name of the root namespace's end of the link (at most 15 characters). */
    public String netns() {
        return "pt-" + name;
    }

    /** Fixed, so that a neighbour's ARP entry is still right after the host comes back, as with a real network card. */
    public String mac() {
        String[] parts = address().split("\\.", -1);
        return String.format(
                "02:50:%02x:%02x:%02x:%02x",
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }
}
