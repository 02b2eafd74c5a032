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
import io.prontuario.pulumi.gcp.common.OutputLists;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.Cidr;
import io.prontuario.pulumi.gcp.config.StackConfig.Ranges;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.List;
import java.util.Map;

/** The VPC network: a subnet with ranges for pods and Services, private services access, and Cloud NAT. */
public final class PrivateNetwork extends StackComponent {
    /** Name of the subnet's secondary range for pods. */
    public static final String PODS = "pods";

    /** Name of the subnet's secondary range for Services. */
    public static final String SERVICES = "services";

    /** Source ranges of Google's load balancers and health checks, as published by Google. */
    private static final List<String> GOOGLE_FRONT_ENDS = List.of("35.191.0.0/16", "130.211.0.0/22");

    private final Network vpc;
    private final Subnetwork subnet;
    private final Router router;
    private final Connection privateServices;

    /** @param routerAsn the private AS number of the Cloud Router, which NAT and VPN share */
    public record Args(Scope scope, Ranges ranges, int routerAsn) {}

    public PrivateNetwork(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "network", options, dependencies);
        Scope scope = args.scope();
        vpc = new Network(
                "vpc",
                NetworkArgs.builder()
                        .project(scope.project())
                        .name(scope.named("vpc"))
                        // Auto mode would create a subnet in every region.
                        .autoCreateSubnetworks(false)
                        .routingMode("REGIONAL")
                        .build(),
                child());
        subnet = subnet(args);
        router = router(args);
        nat(scope);
        privateServices = privateServices(args);
        firewalls(args);
        complete(Map.of("network", vpc.id(), "subnetwork", subnet.id()));
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
                        // Nodes have no public address; they reach Google's APIs this way.
                        .privateIpGoogleAccess(true)
                        // Flow logs show after an incident who connected to what; a sample of 10 % keeps the cost low.
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
                                // Cloud SQL is in a network of Google behind this range. Without the advertisement the
                                // hospital has no route to the database.
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
                        // Logging every translation of a cluster would be too much.
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
                        .reservedPeeringRanges(OutputLists.ofPresent(address.name()))
                        .build(),
                child());
        new NetworkPeeringRoutesConfig(
                "private-services-routes",
                NetworkPeeringRoutesConfigArgs.builder()
                        .project(scope.project())
                        .network(vpc.name())
                        .peering(connection.peering())
                        // Exports the VPN's routes, so that Cloud SQL can answer the hospital.
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
                        // The implied deny rule does not log; this one does.
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
                            // The hospital's front door reaches the services by node port.
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

    /** The private services connection; managed services with a private address depend on it. */
    public Resource privateServices() {
        return privateServices;
    }
}
