package io.prontuario.pulumi.gcp.identity;

import com.pulumi.gcp.projects.IAMCustomRole;
import com.pulumi.gcp.projects.IAMCustomRoleArgs;
import com.pulumi.gcp.projects.IAMMember;
import com.pulumi.gcp.projects.IAMMemberArgs;
import com.pulumi.gcp.projects.inputs.IAMMemberConditionArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.List;
import java.util.Map;

/** Read access to state and logs for people on call during an emergency, with an end. */
public final class EmergencyAccess extends StackComponent {
    private static final List<String> PERMISSIONS = List.of(
            "cloudsql.instances.get",
            "cloudsql.instances.list",
            "container.clusters.get",
            "container.clusters.list",
            "container.deployments.get",
            "container.deployments.list",
            "container.events.list",
            "container.pods.get",
            "container.pods.getLogs",
            "container.pods.list",
            "dns.managedZones.get",
            "dns.resourceRecordSets.list",
            "logging.logEntries.list",
            "monitoring.timeSeries.list",
            "resourcemanager.projects.get");

    /** @param until the end, an RFC 3339 time in UTC */
    public record Args(Scope scope, List<String> members, String until) {}

    public EmergencyAccess(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "emergency-access", options, dependencies);
        IAMCustomRole role = new IAMCustomRole(
                "reader",
                IAMCustomRoleArgs.builder()
                        .project(args.scope().project())
                        .roleId(args.scope().name().replace('-', '_') + "_emergency_reader")
                        .title("Prontuário emergency reader")
                        .description("State and logs during an emergency; no changes")
                        .permissions(PERMISSIONS)
                        .stage("GA")
                        .build(),
                child());
        for (String member : args.members()) {
            new IAMMember(
                    "reader-" + member.replaceAll("[^a-z0-9]+", "-"),
                    IAMMemberArgs.builder()
                            .project(args.scope().project())
                            .role(role.name())
                            .member(member)
                            // Ends by itself.
                            .condition(IAMMemberConditionArgs.builder()
                                    .title("until the end of the emergency rota")
                                    .expression("request.time < timestamp(\"" + args.until() + "\")")
                                    .build())
                            .build(),
                    child());
        }
        complete(Map.of("role", role.name()));
    }
}
