package io.prontuario.pulumi.gcp.dns;

import com.pulumi.core.Output;
import com.pulumi.gcp.dns.ManagedZone;
import com.pulumi.gcp.dns.ManagedZoneArgs;
import com.pulumi.gcp.dns.Policy;
import com.pulumi.gcp.dns.PolicyArgs;
import com.pulumi.gcp.dns.RecordSet;
import com.pulumi.gcp.dns.RecordSetArgs;
import com.pulumi.gcp.dns.inputs.ManagedZoneForwardingConfigArgs;
import com.pulumi.gcp.dns.inputs.ManagedZoneForwardingConfigTargetNameServerArgs;
import com.pulumi.gcp.dns.inputs.ManagedZonePrivateVisibilityConfigArgs;
import com.pulumi.gcp.dns.inputs.ManagedZonePrivateVisibilityConfigNetworkArgs;
import com.pulumi.gcp.dns.inputs.PolicyNetworkArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.OutputLists;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Dns;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.List;
import java.util.Map;

/** Private zones: the name of the database, and forwarding of the hospital's domain to its resolvers. */
public final class PrivateDns extends StackComponent {
    /** The internal domain. */
    static final String DOMAIN = "prontuario.internal.";

    /** @param network the VPC's id @param database the database's private address */
    public record Args(Scope scope, Dns dns, Output<String> network, Output<String> database) {}

    public PrivateDns(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "private-dns", options, dependencies);
        Scope scope = args.scope();
        new Policy(
                "inbound",
                PolicyArgs.builder()
                        .project(scope.project())
                        .name(scope.named("inbound"))
                        // Lets the hospital's resolvers query the cloud's internal names over the VPN.
                        .enableInboundForwarding(true)
                        .enableLogging(true)
                        .networks(PolicyNetworkArgs.builder()
                                .networkUrl(args.network())
                                .build())
                        .build(),
                child());
        ManagedZone internal = new ManagedZone(
                "internal",
                zone(args, "internal", DOMAIN, "Internal names of the cloud").build(),
                child());
        new RecordSet(
                "database",
                RecordSetArgs.builder()
                        .project(scope.project())
                        .managedZone(internal.name())
                        .name("records." + DOMAIN)
                        .type("A")
                        .ttl(60)
                        .rrdatas(OutputLists.ofPresent(args.database()))
                        .build(),
                child());
        args.dns().onsiteDomain().ifPresent(domain -> hospital(args, domain));
        complete(Map.of());
    }

    private ManagedZoneArgs.Builder zone(Args args, String name, String dnsName, String description) {
        return ManagedZoneArgs.builder()
                .project(args.scope().project())
                .name(args.scope().named(name))
                .dnsName(dnsName)
                .description(description)
                .visibility("private")
                .privateVisibilityConfig(ManagedZonePrivateVisibilityConfigArgs.builder()
                        .networks(ManagedZonePrivateVisibilityConfigNetworkArgs.builder()
                                .networkUrl(args.network())
                                .build())
                        .build())
                .labels(args.scope().labels());
    }

    private void hospital(Args args, String domain) {
        new ManagedZone(
                "hospital",
                zone(args, "hospital", domain + ".", "The hospital's own names, asked of its resolvers over the VPN")
                        .forwardingConfig(ManagedZoneForwardingConfigArgs.builder()
                                .targetNameServers(args.dns().onsiteResolvers().stream()
                                        .map(address -> ManagedZoneForwardingConfigTargetNameServerArgs.builder()
                                                .ipv4Address(address)
                                                // Through the VPC and the VPN, not the internet.
                                                .forwardingPath("private")
                                                .build())
                                        .toList())
                                .build())
                        .build(),
                child());
    }
}
