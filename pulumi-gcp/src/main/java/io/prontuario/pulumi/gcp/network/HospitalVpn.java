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
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Vpn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two tunnels from two gateway interfaces to the hospital, with BGP: one may fail without losing the way. */
public final class HospitalVpn extends Concern {
    private static final int TUNNELS = 2;

    private final HaVpnGateway gateway;

    /** @param sharedSecret the pre-shared key; a Pulumi secret */
    public record Args(
            Scope scope, Vpn vpn, Output<String> network, Output<String> router, Output<String> sharedSecret) {}

    public HospitalVpn(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("vpn", options, after);
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
        done(Map.of("gateway", gateway.id()));
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
                        // Version 1 has known weaknesses and no re-authentication.
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

    /** Link-local addresses of a tunnel's two ends: 1 is ours, 2 is the hospital's. */
    private static String address(int tunnel, int end) {
        return "169.254." + tunnel + "." + end;
    }

    /** The gateway's public addresses, for the hospital's side. */
    public Output<List<String>> addresses() {
        return gateway.vpnInterfaces()
                .applyValue(list -> list == null
                        ? List.of()
                        : list.stream().map(i -> i.ipAddress().orElse("")).toList());
    }
}
