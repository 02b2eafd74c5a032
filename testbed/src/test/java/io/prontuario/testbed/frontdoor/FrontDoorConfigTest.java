package io.prontuario.testbed.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.plan.Plan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FrontDoorConfigTest {
    @Test
    void theEdgeComesFirstThenThePrimaryThenTheSecondary() {
        assertThat(keepalived("edge")).contains("priority 150");
        assertThat(keepalived("mac-studio-1")).contains("priority 100");
        assertThat(keepalived("mac-studio-2")).contains("priority 50");
    }

    @Test
    void peersAreTheOtherFrontDoorsAndNeverTheCloud() {
        assertThat(keepalived("edge"))
                .contains("unicast_src_ip 10.200.0.13", "10.200.0.11", "10.200.0.12", "10.200.0.100/32 dev eth0")
                .contains("vrrp_version 3", "advert_int 0.2", "state BACKUP", "preempt_delay 8")
                .doesNotContain("10.200.1.21");
    }

    @Test
    void keepalivedForksNoScript() {
        assertThat(keepalived("edge"))
                .contains("track_file haproxy_listens", "file \"/h/frontdoor-track\"", "weight 0")
                .doesNotContain("script");
    }

    private static String keepalived(String host) {
        return KeepalivedConfig.render(Plan.host(host), Path.of("/h/frontdoor-track"));
    }

    @Test
    void packetsOfUnknownConnectionsGoToTheLastHolderOfLowerPriority() {
        assertThat(AddressHandover.rules(Plan.host("edge")))
                .contains("ip saddr 10.200.0.11 meta mark set 458764 delete @former { meta mark } meta mark set 458763")
                .contains("socket wildcard 1 jump stranger");
        assertThat(AddressHandover.rules(Plan.host("mac-studio-1")))
                .contains("10.200.0.12")
                .doesNotContain("10.200.0.13");
    }

    @Test
    void theHostOfLowestPriorityForwardsNothing() {
        assertThat(AddressHandover.rules(Plan.host("mac-studio-2"))).isEmpty();
        assertThat(AddressHandover.routing(Plan.host("mac-studio-2")))
                .contains("route add local 10.200.0.100/32")
                .doesNotContain("fwmark");
    }

    @Test
    void marksKeepClearOfKubeProxysBits() {
        assertThat(458763 & 0xc000).isZero();
        assertThat(AddressHandover.routing(Plan.host("edge"))).contains("fwmark 458763 lookup 458763");
    }

    @Test
    void withoutAConfigurationHaproxyAnswers503() {
        assertThat(BootstrapConfig.render(Path.of("/e"))).contains("status 503", "crt /e/certs/frontdoor.pem");
    }
}
