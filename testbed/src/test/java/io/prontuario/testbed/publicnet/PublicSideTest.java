package io.prontuario.testbed.publicnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PublicSideTest {
    @Test
    void theSitesPublicAddressLeadsToTheVirtualOneAndMasqueradesClients() {
        assertThat(PublicNetwork.rules(false))
                .contains("ip daddr 203.0.113.10 tcp dport 443 dnat ip to 10.200.0.100")
                .contains("ip daddr 10.200.0.100 ct status dnat masquerade")
                .doesNotContain("drop");
    }

    @Test
    void aCutDropsPacketsToTheSiteOnly() {
        assertThat(PublicNetwork.rules(true))
                .containsOnlyOnce("chain deaf { type filter hook prerouting priority -400; ip daddr 203.0.113.10 drop")
                .doesNotContain("203.0.113.20", "203.0.113.53");
    }

    @Test
    void onlyTheCloudsKeyMayChangeThePublicNameAndNothingElse() {
        assertThat(PublicServers.named(Path.of("/state"), "c2VjcmV0"))
                .contains("update-policy { grant cloud name prontuario.hospital.example. A; }")
                .contains("secret \"c2VjcmV0\"");
        assertThat(PublicServers.balancer(Path.of("/state/frontdoor.pem")))
                .contains("bind 203.0.113.20:443 ssl crt /state/frontdoor.pem", "server cloud 10.200.1.21:30080");
    }
}
