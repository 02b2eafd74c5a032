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
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Later;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Dns;
import java.util.List;
import java.util.Map;

/** Names inside: the database for both sides, and the hospital's own domain for the cloud. */
public final class PrivateDns extends Concern {
    /** The internal domain. */
    static final String DOMAIN = "prontuario.internal.";

    /** @param network the VPC @param database the database's private address */
    public record Args(Scope scope, Dns dns, Output<String> network, Output<String> database) {}

    public PrivateDns(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("private-dns", options, after);
        Scope scope = args.scope();
        new Policy(
                "inbound",
                PolicyArgs.builder()
                        .project(scope.project())
                        .name(scope.named("inbound"))
                        // The hospital's resolvers ask here, over the VPN, for the cloud's internal names.
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
                        .rrdatas(Later.listOf(args.database()))
                        .build(),
                child());
        args.dns().onsiteDomain().ifPresent(domain -> hospital(args, domain));
        done(Map.of());
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
                                                // Through the VPC and the VPN, never over the internet.
                                                .forwardingPath("private")
                                                .build())
                                        .toList())
                                .build())
                        .build(),
                child());
    }
}
