package io.prontuario.testbed.frontdoor;

import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Renders keepalived's configuration of one host. Pure. */
final class KeepalivedConfig {
    /** Longer than HAProxy and the agent need to load the last configuration and to check every server. */
    private static final int PREEMPT_SECONDS = 8;

    /**
     * A booting host receives nothing until the switch and its neighbours' ARP caches have learned it, up to some
     * seconds. Without a pause it would consider the holder dead after 0.8 s and take the address for a moment.
     */
    private static final int STARTUP_SECONDS = 4;

    /**
     * Above every process that is not real-time. Where that is not permitted, keepalived logs it and continues without.
     */
    private static final int REAL_TIME_PRIORITY = 40;

    private KeepalivedConfig() {}

    /** @param listens the file of {@link ListeningCheck} */
    static String render(Host host, Path listens) {
        String peers = Plan.hosts(host.cluster()).stream()
                .filter(peer -> peer.role().runsFrontDoor() && !peer.equals(host))
                .map(peer -> "    " + peer.address() + "\n")
                .collect(Collectors.joining());
        return """
                global_defs {
                  router_id %1$s
                  vrrp_version 3
                  vrrp_startup_delay %7$d
                  vrrp_rt_priority %8$d
                  vrrp_garp_master_delay 1
                  vrrp_garp_master_repeat 3
                }
                track_file haproxy_listens {
                  file "%9$s"
                  # Anything but 0 is a fault: this box then neither holds nor takes the address.
                  weight 0
                }
                vrrp_instance front {
                  # The host of highest priority takes the address back once it has been up for a while: it serves no
                  # workload, so it is the holder whose death costs least. See AddressHandover for what is open at that moment.
                  state BACKUP
                  preempt_delay %6$d
                  track_file {
                    haproxy_listens
                  }
                  interface eth0
                  virtual_router_id 51
                  priority %2$d
                  advert_int 0.2
                  unicast_src_ip %3$s
                  unicast_peer {
                %4$s  }
                  virtual_ipaddress {
                    %5$s/32 dev eth0
                  }
                }
                """
                .formatted(
                        host.name(),
                        host.vrrpPriority(),
                        host.address(),
                        peers,
                        Plan.VIRTUAL_ADDRESS,
                        PREEMPT_SECONDS,
                        STARTUP_SECONDS,
                        REAL_TIME_PRIORITY,
                        listens);
    }
}
