package io.prontuario.pulumi.gcp.components;

import static io.prontuario.pulumi.gcp.components.Components.NONE;
import static io.prontuario.pulumi.gcp.components.Components.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.pulumi.gcp.network.HospitalVpn;
import io.prontuario.pulumi.testing.mocks.RecordingMocks;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
    @Test
    void theNetworkIsPrivateAndTellsTheHospitalTheWayToTheDatabase() {
        RecordingMocks made = Components.run("prod", Components::network);
        assertThat(made.one("Network", "vpc").at("autoCreateSubnetworks")).isEqualTo(false);
        assertThat(made.one("Subnetwork", "nodes").at("privateIpGoogleAccess")).isEqualTo(true);
        assertThat(made.one("Subnetwork", "nodes").all("secondaryIpRanges[].rangeName"))
                .containsExactly("pods", "services");
        assertThat(made.one("Router", "router").all("bgp.advertisedIpRanges[].range"))
                .containsExactly("10.42.0.0/20");
        assertThat(made.one("NetworkPeeringRoutesConfig", "private-services-routes")
                        .at("exportCustomRoutes"))
                .isEqualTo(true);
    }

    @Test
    void everyoneIsDeniedAndTheHospitalReachesNodePortsOnly() {
        RecordingMocks made = Components.run("prod", Components::network);
        assertThat(made.one("Firewall", "deny-ingress").all("sourceRanges[]")).containsExactly("0.0.0.0/0");
        assertThat(made.one("Firewall", "deny-ingress").all("allows")).isEmpty();
        assertThat(made.one("Firewall", "allow-hospital").all("allows[].ports[]"))
                .containsExactly("30000-32767");
        assertThat(made.every("Firewall").stream().filter(f -> !f.all("allows").isEmpty()))
                .allSatisfy(f -> assertThat(f.all("sourceRanges[]")).doesNotContain("0.0.0.0/0"));
    }

    @Test
    void withoutAHospitalNothingIsOpenedForOne() {
        RecordingMocks made = Components.run("healthcare", Components::network);
        assertThat(made.every("Firewall"))
                .extracting(r -> r.name())
                .containsExactlyInAnyOrder("deny-ingress", "allow-google-front-ends");
    }

    @Test
    void twoTunnelsGoToTwoDevices() {
        RecordingMocks made = Components.run(
                "prod",
                c -> new HospitalVpn(
                        new HospitalVpn.Args(
                                c.scope, c.config.network().vpn(), known("net"), known("router"), known("secret")),
                        NONE,
                        List.of()));
        assertThat(made.one("ExternalVpnGateway", "hospital").at("redundancyType"))
                .isEqualTo("TWO_IPS_REDUNDANCY");
        assertThat(made.every("VPNTunnel")).hasSize(2).allSatisfy(t -> assertThat(t.at("ikeVersion"))
                .isEqualTo(2.0));
        assertThat(made.every("VPNTunnel").stream().map(t -> t.at("peerExternalGatewayInterface")))
                .containsExactlyInAnyOrder(0.0, 1.0);
        assertThat(made.every("RouterPeer").stream().map(p -> p.at("peerIpAddress")))
                .containsExactlyInAnyOrder("169.254.0.2", "169.254.1.2");
    }
}
