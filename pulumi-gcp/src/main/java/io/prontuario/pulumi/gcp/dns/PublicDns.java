package io.prontuario.pulumi.gcp.dns;

import com.pulumi.core.Output;
import com.pulumi.gcp.dns.DnsManagedZoneIamMember;
import com.pulumi.gcp.dns.DnsManagedZoneIamMemberArgs;
import com.pulumi.gcp.dns.ManagedZone;
import com.pulumi.gcp.dns.ManagedZoneArgs;
import com.pulumi.gcp.dns.RecordSet;
import com.pulumi.gcp.dns.RecordSetArgs;
import com.pulumi.gcp.dns.inputs.ManagedZoneCloudLoggingConfigArgs;
import com.pulumi.gcp.dns.inputs.ManagedZoneDnssecConfigArgs;
import com.pulumi.gcp.dns.inputs.RecordSetRoutingPolicyArgs;
import com.pulumi.gcp.dns.inputs.RecordSetRoutingPolicyWrrArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.OutputLists;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Dns;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public zone and the failover name, for clients outside the hospital. Clients on site use the hospital's own DNS, which
 * the cloud cannot change, so that a cut between hospital and cloud never moves them to the cloud.
 */
public final class PublicDns extends StackComponent {
    /** In seconds. After a change, clients outside use the old answer for at most this long. */
    private static final int FAILOVER_TTL = 30;

    private final ManagedZone zone;

    /**
     * @param domain the zone's domain, without the final dot
     * @param cloudAddress the load balancer's address, if there is one
     * @param operator the cloud operator's account, as an IAM member; the only member that may change the failover name
     */
    public record Args(
            Scope scope, Dns dns, String domain, Optional<Output<String>> cloudAddress, Output<String> operator) {}

    public PublicDns(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "dns", options, dependencies);
        Scope scope = args.scope();
        CustomResourceOptions.Builder zoneOptions = childAfter();
        // A new zone has other name servers than those that the registrar lists.
        zoneOptions.retainOnDelete(scope.production());
        zone = new ManagedZone(
                "public",
                ManagedZoneArgs.builder()
                        .project(scope.project())
                        .name(scope.named("public"))
                        .dnsName(args.domain() + ".")
                        .description("Public view of the platform")
                        .visibility("public")
                        // Without DNSSEC a forged answer could send clinicians to a false login page.
                        .dnssecConfig(ManagedZoneDnssecConfigArgs.builder()
                                .state("on")
                                .nonExistence("nsec3")
                                .build())
                        .cloudLoggingConfig(ManagedZoneCloudLoggingConfigArgs.builder()
                                .enableLogging(true)
                                .build())
                        .forceDestroy(false)
                        .labels(scope.labels())
                        .build(),
                zoneOptions.build());
        record(args, "caa", args.domain() + ".", "CAA", 3600, "0 issue \"pki.goog\"");
        args.dns()
                .siteAddress()
                .ifPresent(address -> record(args, "site", "site." + args.domain() + ".", "A", 300, address));
        args.cloudAddress()
                .ifPresent(address -> new RecordSet(
                        "cloud",
                        base(args, "cloud." + args.domain() + ".", "A", 300)
                                .rrdatas(OutputLists.ofPresent(address))
                                .build(),
                        child()));
        failover(args);
        operatorGrant(args);
        complete(Map.of("zone", zone.name()));
    }

    private RecordSetArgs.Builder base(Args args, String name, String type, int ttl) {
        return RecordSetArgs.builder()
                .project(args.scope().project())
                .managedZone(zone.name())
                .name(name)
                .type(type)
                .ttl(ttl);
    }

    private void record(Args args, String logical, String name, String type, int ttl, String data) {
        new RecordSet(logical, base(args, name, type, ttl).rrdatas(data).build(), child());
    }

    /** One name with two weighted answers; the hospital has all the weight. */
    private void failover(Args args) {
        List<RecordSetRoutingPolicyWrrArgs> answers = new ArrayList<>();
        args.dns()
                .siteAddress()
                .ifPresent(address -> answers.add(RecordSetRoutingPolicyWrrArgs.builder()
                        .weight(1.0)
                        .rrdatas(address)
                        .build()));
        args.cloudAddress()
                .ifPresent(address -> answers.add(RecordSetRoutingPolicyWrrArgs.builder()
                        .weight(answers.isEmpty() ? 1.0 : 0.0)
                        .rrdatas(OutputLists.ofPresent(address))
                        .build()));
        if (answers.isEmpty()) {
            return;
        }
        CustomResourceOptions.Builder options = childAfter();
        // The cloud operator owns the weights once the record exists; `pulumi up` during an emergency must not reset
        // them.
        options.ignoreChanges("routingPolicy");
        new RecordSet(
                "failover",
                base(args, args.dns().failoverName().orElseThrow() + ".", "A", FAILOVER_TTL)
                        .routingPolicy(RecordSetRoutingPolicyArgs.builder()
                                .wrrs(answers)
                                .build())
                        .build(),
                options.build());
    }

    /** Grants the cloud operator the right to change records of this zone only. */
    private void operatorGrant(Args args) {
        new DnsManagedZoneIamMember(
                "operator-flips",
                DnsManagedZoneIamMemberArgs.builder()
                        .project(args.scope().project())
                        .managedZone(zone.name())
                        .role("roles/dns.admin")
                        .member(args.operator())
                        .build(),
                child());
    }

    public Output<String> zone() {
        return zone.name();
    }

    /** The name servers that the domain's registrar must list. */
    public Output<List<String>> nameServers() {
        return zone.nameServers();
    }
}
