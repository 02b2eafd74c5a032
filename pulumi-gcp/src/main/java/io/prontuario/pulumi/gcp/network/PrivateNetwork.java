package io.prontuario.pulumi.gcp.network;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.Firewall;
import com.pulumi.gcp.compute.FirewallArgs;
import com.pulumi.gcp.compute.GlobalAddress;
import com.pulumi.gcp.compute.GlobalAddressArgs;
import com.pulumi.gcp.compute.Network;
import com.pulumi.gcp.compute.NetworkArgs;
import com.pulumi.gcp.compute.NetworkPeeringRoutesConfig;
import com.pulumi.gcp.compute.NetworkPeeringRoutesConfigArgs;
import com.pulumi.gcp.compute.Router;
import com.pulumi.gcp.compute.RouterArgs;
import com.pulumi.gcp.compute.RouterNat;
import com.pulumi.gcp.compute.RouterNatArgs;
import com.pulumi.gcp.compute.Subnetwork;
import com.pulumi.gcp.compute.SubnetworkArgs;
import com.pulumi.gcp.compute.inputs.FirewallAllowArgs;
import com.pulumi.gcp.compute.inputs.FirewallDenyArgs;
import com.pulumi.gcp.compute.inputs.FirewallLogConfigArgs;
import com.pulumi.gcp.compute.inputs.RouterBgpAdvertisedIpRangeArgs;
import com.pulumi.gcp.compute.inputs.RouterBgpArgs;
import com.pulumi.gcp.compute.inputs.RouterNatLogConfigArgs;
import com.pulumi.gcp.compute.inputs.SubnetworkLogConfigArgs;
import com.pulumi.gcp.compute.inputs.SubnetworkSecondaryIpRangeArgs;
import com.pulumi.gcp.servicenetworking.Connection;
import com.pulumi.gcp.servicenetworking.ConnectionArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Later;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.Cidr;
import io.prontuario.pulumi.gcp.config.StackConfig.Ranges;
import java.util.List;
import java.util.Map;

/** One private network: a subnet with ranges for pods and Services, private access to managed services, NAT outwards. */
public final class PrivateNetwork extends Concern {
    /** The names of the subnet's secondary ranges. */
    public static final String PODS = "pods";

    public static final String SERVICES = "services";

    /** Where Google's load balancers and health checks come from; published by Google, the same for every project. */
    private static final List<String> GOOGLE_FRONT_ENDS = List.of("35.191.0.0/16", "130.211.0.0/22");

    private final Network vpc;
    private final Subnetwork subnet;
    private final Router router;
    private final Connection privateServices;

    /** @param routerAsn the cloud router's private BGP number, shared by NAT and VPN */
    public record Args(Scope scope, Ranges ranges, int routerAsn) {}

    public PrivateNetwork(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("network", options, after);
        Scope scope = args.scope();
        vpc = new Network(
                "vpc",
                NetworkArgs.builder()
                        .project(scope.project())
                        .name(scope.named("vpc"))
                        // Automatic mode would make a subnet in every region of the world.
                        .autoCreateSubnetworks(false)
                        .routingMode("REGIONAL")
                        .build(),
                child());
        subnet = subnet(args);
        router = router(args);
        nat(scope);
        privateServices = privateServices(args);
        firewalls(args);
        done(Map.of("network", vpc.id(), "subnetwork", subnet.id()));
    }

    private Subnetwork subnet(Args args) {
        return new Subnetwork(
                "nodes",
                SubnetworkArgs.builder()
                        .project(args.scope().project())
                        .name(args.scope().named("nodes"))
                        .region(args.scope().region())
                        .network(vpc.id())
                        .ipCidrRange(args.ranges().nodes())
                        .secondaryIpRanges(
                                secondary(PODS, args.ranges().pods()),
                                secondary(SERVICES, args.ranges().services()))
                        // Nodes have no public address; this is how they reach Google's APIs.
                        .privateIpGoogleAccess(true)
                        // Flow logs answer "who talked to the database" after an incident; a tenth is enough and cheap.
                        .logConfig(SubnetworkLogConfigArgs.builder()
                                .aggregationInterval("INTERVAL_10_MIN")
                                .flowSampling(0.1)
                                .metadata("INCLUDE_ALL_METADATA")
                                .build())
                        .build(),
                child());
    }

    private static SubnetworkSecondaryIpRangeArgs secondary(String name, String range) {
        return SubnetworkSecondaryIpRangeArgs.builder()
                .rangeName(name)
                .ipCidrRange(range)
                .build();
    }

    private Router router(Args args) {
        return new Router(
                "router",
                RouterArgs.builder()
                        .project(args.scope().project())
                        .name(args.scope().named("router"))
                        .region(args.scope().region())
                        .network(vpc.id())
                        .bgp(RouterBgpArgs.builder()
                                .asn(args.routerAsn())
                                .advertiseMode("CUSTOM")
                                .advertisedGroups("ALL_SUBNETS")
                                // Cloud SQL lives in Google's own network behind this range; without it in BGP the
                                // hospital has no way back to the database.
                                .advertisedIpRanges(RouterBgpAdvertisedIpRangeArgs.builder()
                                        .range(args.ranges().privateServices())
                                        .description("Cloud SQL and Redis")
                                        .build())
                                .build())
                        .build(),
                child());
    }

    private void nat(Scope scope) {
        new RouterNat(
                "nat",
                RouterNatArgs.builder()
                        .project(scope.project())
                        .name(scope.named("nat"))
                        .region(scope.region())
                        .router(router.name())
                        .natIpAllocateOption("AUTO_ONLY")
                        .sourceSubnetworkIpRangesToNat("ALL_SUBNETWORKS_ALL_IP_RANGES")
                        // Errors only: translations of a whole cluster are too many to keep.
                        .logConfig(RouterNatLogConfigArgs.builder()
                                .enable(true)
                                .filter("ERRORS_ONLY")
                                .build())
                        .build(),
                child());
    }

    private Connection privateServices(Args args) {
        Scope scope = args.scope();
        Cidr range = Cidr.parse(args.ranges().privateServices()).orElseThrow();
        GlobalAddress address = new GlobalAddress(
                "private-services-range",
                GlobalAddressArgs.builder()
                        .project(scope.project())
                        .name(scope.named("private-services"))
                        .purpose("VPC_PEERING")
                        .addressType("INTERNAL")
                        .address(range.address())
                        .prefixLength(range.prefix())
                        .network(vpc.id())
                        .build(),
                child());
        Connection connection = new Connection(
                "private-services",
                ConnectionArgs.builder()
                        .network(vpc.id())
                        .service("servicenetworking.googleapis.com")
                        .reservedPeeringRanges(Later.listOf(address.name()))
                        .build(),
                child());
        new NetworkPeeringRoutesConfig(
                "private-services-routes",
                NetworkPeeringRoutesConfigArgs.builder()
                        .project(scope.project())
                        .network(vpc.name())
                        .peering(connection.peering())
                        // Exports the VPN's routes to Google's side; without it Cloud SQL cannot answer the hospital.
                        .exportCustomRoutes(true)
                        .importCustomRoutes(false)
                        .build(),
                child());
        return connection;
    }

    private void firewalls(Args args) {
        Scope scope = args.scope();
        var log =
                FirewallLogConfigArgs.builder().metadata("INCLUDE_ALL_METADATA").build();
        new Firewall(
                "deny-ingress",
                FirewallArgs.builder()
                        .project(scope.project())
                        .name(scope.named("deny-ingress"))
                        .network(vpc.id())
                        .direction("INGRESS")
                        // The implied rule denies too, but logs nothing; this one leaves a trace of every attempt.
                        .priority(65534)
                        .denies(FirewallDenyArgs.builder().protocol("all").build())
                        .sourceRanges("0.0.0.0/0")
                        .logConfig(log)
                        .build(),
                child());
        new Firewall(
                "allow-google-front-ends",
                FirewallArgs.builder()
                        .project(scope.project())
                        .name(scope.named("allow-google-front-ends"))
                        .network(vpc.id())
                        .direction("INGRESS")
                        .priority(1000)
                        .allows(FirewallAllowArgs.builder()
                                .protocol("tcp")
                                .ports("8080")
                                .build())
                        .sourceRanges(GOOGLE_FRONT_ENDS)
                        .build(),
                child());
        if (!args.ranges().onsite().isEmpty()) {
            new Firewall(
                    "allow-hospital",
                    FirewallArgs.builder()
                            .project(scope.project())
                            .name(scope.named("allow-hospital"))
                            .network(vpc.id())
                            .direction("INGRESS")
                            .priority(1000)
                            // The hospital's front door reaches services by node port; nothing else is open to it.
                            .allows(FirewallAllowArgs.builder()
                                    .protocol("tcp")
                                    .ports("30000-32767")
                                    .build())
                            .sourceRanges(args.ranges().onsite())
                            .logConfig(log)
                            .build(),
                    child());
        }
    }

    public Output<String> id() {
        return vpc.id();
    }

    public Output<String> selfLink() {
        return vpc.selfLink();
    }

    public Output<String> subnetId() {
        return subnet.id();
    }

    public Output<String> routerName() {
        return router.name();
    }

    /** What a managed service with a private address waits for. */
    public Resource privateServices() {
        return privateServices;
    }
}
