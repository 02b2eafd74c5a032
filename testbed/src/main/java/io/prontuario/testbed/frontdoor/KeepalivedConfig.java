package io.prontuario.testbed.frontdoor;

import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import java.util.stream.Collectors;

/** Renders keepalived's configuration of one host. Pure. */
final class KeepalivedConfig {
    private KeepalivedConfig() {}

    static String render(Host host) {
        String peers = Plan.hosts(host.cluster()).stream()
                .filter(peer -> peer.role().runsFrontDoor() && !peer.equals(host))
                .map(peer -> "    " + peer.address() + "\n")
                .collect(Collectors.joining());
        return """
                global_defs {
                  router_id %1$s
                  vrrp_version 3
                  vrrp_garp_master_delay 1
                  vrrp_garp_master_repeat 3
                }
                vrrp_instance front {
                  # Nobody takes the address back by itself: a move resets the connections that are open on the holder,
                  # so coming back is a decision, and only a death moves the address at once.
                  state BACKUP
                  nopreempt
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
                .formatted(host.name(), host.vrrpPriority(), host.address(), peers, Plan.VIRTUAL_ADDRESS);
    }
}
