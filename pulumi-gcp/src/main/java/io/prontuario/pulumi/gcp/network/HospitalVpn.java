package io.prontuario.pulumi.gcp.network;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.ExternalVpnGateway;
import com.pulumi.gcp.compute.ExternalVpnGatewayArgs;
import com.pulumi.gcp.compute.HaVpnGateway;
import com.pulumi.gcp.compute.HaVpnGatewayArgs;
import com.pulumi.gcp.compute.RouterInterface;
import com.pulumi.gcp.compute.RouterInterfaceArgs;
import com.pulumi.gcp.compute.RouterPeer;
import com.pulumi.gcp.compute.RouterPeerArgs;
import com.pulumi.gcp.compute.VPNTunnel;
import com.pulumi.gcp.compute.VPNTunnelArgs;
import com.pulumi.gcp.compute.inputs.ExternalVpnGatewayInterfaceArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Vpn;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The HA VPN to the hospital: two tunnels with BGP. The connection survives the loss of one tunnel. */
public final class HospitalVpn extends StackComponent {
    private static final int TUNNELS = 2;

    private final HaVpnGateway gateway;

    /** @param sharedSecret the pre-shared key; a Pulumi secret */
    public record Args(
            Scope scope, Vpn vpn, Output<String> network, Output<String> router, Output<String> sharedSecret) {}

    public HospitalVpn(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "vpn", options, dependencies);
        Scope scope = args.scope();
        gateway = new HaVpnGateway(
                "gateway",
                HaVpnGatewayArgs.builder()
                        .project(scope.project())
                        .name(scope.named("vpn"))
                        .region(scope.region())
                        .network(args.network())
                        .build(),
                child());
        ExternalVpnGateway hospital = hospital(args);
        for (int i = 0; i < TUNNELS; i++) {
            tunnel(args, hospital, i);
        }
        complete(Map.of("gateway", gateway.id()));
    }

    private ExternalVpnGateway hospital(Args args) {
        List<ExternalVpnGatewayInterfaceArgs> interfaces = new ArrayList<>();
        List<String> peers = args.vpn().peerAddresses();
        for (int i = 0; i < peers.size(); i++) {
            interfaces.add(ExternalVpnGatewayInterfaceArgs.builder()
                    .id(i)
                    .ipAddress(peers.get(i))
                    .build());
        }
        return new ExternalVpnGateway(
                "hospital",
                ExternalVpnGatewayArgs.builder()
                        .project(args.scope().project())
                        .name(args.scope().named("hospital"))
                        .redundancyType(peers.size() == 2 ? "TWO_IPS_REDUNDANCY" : "SINGLE_IP_INTERNALLY_REDUNDANT")
                        .interfaces(interfaces)
                        .labels(args.scope().labels())
                        .build(),
                child());
    }

    private void tunnel(Args args, ExternalVpnGateway hospital, int i) {
        Scope scope = args.scope();
        VPNTunnel tunnel = new VPNTunnel(
                "tunnel-" + i,
                VPNTunnelArgs.builder()
                        .project(scope.project())
                        .name(scope.named("tunnel-" + i))
                        .region(scope.region())
                        .vpnGateway(gateway.id())
                        .vpnGatewayInterface(i)
                        .peerExternalGateway(hospital.id())
                        .peerExternalGatewayInterface(
                                i % args.vpn().peerAddresses().size())
                        .router(args.router())
                        .sharedSecret(args.sharedSecret())
                        // IKEv1 has known weaknesses.
                        .ikeVersion(2)
                        .build(),
                child());
        RouterInterface link = new RouterInterface(
                "link-" + i,
                RouterInterfaceArgs.builder()
                        .project(scope.project())
                        .name(scope.named("link-" + i))
                        .region(scope.region())
                        .router(args.router())
                        .ipRange(address(i, 1) + "/30")
                        .vpnTunnel(tunnel.name())
                        .build(),
                child());
        new RouterPeer(
                "peer-" + i,
                RouterPeerArgs.builder()
                        .project(scope.project())
                        .name(scope.named("peer-" + i))
                        .region(scope.region())
                        .router(args.router())
                        .interface_(link.name())
                        .peerAsn(args.vpn().peerAsn())
                        .peerIpAddress(address(i, 2))
                        .advertisedRoutePriority(100)
                        .build(),
                child());
    }

    /** The link-local BGP address of a tunnel's end: 1 is the Cloud Router, 2 the hospital. */
    private static String address(int tunnel, int end) {
        return "169.254." + tunnel + "." + end;
    }

    /** The gateway's public addresses, to configure the hospital's VPN device. */
    public Output<List<String>> addresses() {
        return gateway.vpnInterfaces()
                .applyValue(list -> list == null
                        ? List.of()
                        : list.stream().map(i -> i.ipAddress().orElse("")).toList());
    }
}
