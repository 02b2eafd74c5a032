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
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Later;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Dns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public zone and the name that fails over. Clients outside resolve this view; clients on site resolve the hospital's
 * own, which the cloud cannot write, so that a cut between the two never empties the hospital into the cloud.
 */
public final class PlatformDns extends Concern {
    /** Short, because outside clients keep the old answer for this long after a flip. In seconds. */
    private static final int FAILOVER_TTL = 30;

    private final ManagedZone zone;

    /**
     * @param domain the zone's domain, without the final dot
     * @param cloudAddress the load balancer's address, when it is built
     * @param operator the cloud operator, as a member: the only one who flips
     */
    public record Args(
            Scope scope, Dns dns, String domain, Optional<Output<String>> cloudAddress, Output<String> operator) {}

    public PlatformDns(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("dns", options, after);
        Scope scope = args.scope();
        CustomResourceOptions.Builder zoneOptions = childAfter();
        // Deleting the zone changes the name servers, and the registrar would point nowhere.
        zoneOptions.retainOnDelete(scope.production());
        zone = new ManagedZone(
                "public",
                ManagedZoneArgs.builder()
                        .project(scope.project())
                        .name(scope.named("public"))
                        .dnsName(args.domain() + ".")
                        .description("Public view of the platform")
                        .visibility("public")
                        // Signed answers: a forged one would send clinicians to someone else's login page.
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
                                .rrdatas(Later.listOf(address))
                                .build(),
                        child()));
        failover(args);
        flipper(args);
        done(Map.of("zone", zone.name()));
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

    /** One name, two weighted answers; all the weight on the hospital until the cloud operator moves it. */
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
                        .rrdatas(Later.listOf(address))
                        .build()));
        if (answers.isEmpty()) {
            return;
        }
        CustomResourceOptions.Builder options = childAfter();
        // The weights belong to the cloud operator once they exist; an `up` during an emergency must not flip them
        // back.
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

    /** The right to change records of this zone and of no other. */
    private void flipper(Args args) {
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

    /** What the registrar of the domain has to list. */
    public Output<List<String>> nameServers() {
        return zone.nameServers();
    }
}
