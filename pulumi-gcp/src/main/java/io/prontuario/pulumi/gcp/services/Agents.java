package io.prontuario.pulumi.gcp.services;

import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.gcp.organizations.OrganizationsFunctions;
import com.pulumi.gcp.organizations.inputs.GetProjectArgs;
import com.pulumi.gcp.projects.ServiceIdentity;
import com.pulumi.gcp.projects.ServiceIdentityArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes Google's service agents exist before a key is shared with them; a grant to a missing agent is an error. */
public final class Agents extends Concern {
    private final Output<String> projectNumber;
    private final List<ServiceIdentity> identities = new ArrayList<>();

    public record Args(Scope scope, boolean cache) {}

    public Agents(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("agents", options, after);
        projectNumber = OrganizationsFunctions.getProject(
                        GetProjectArgs.builder()
                                .projectId(args.scope().project())
                                .build(),
                        InvokeOptions.builder().parent(this).build())
                .applyValue(project -> project.number());
        Set<Agent> agents = EnumSet.allOf(Agent.class);
        if (!args.cache()) {
            agents.remove(Agent.REDIS);
        }
        for (Agent agent : agents) {
            if (agent.onRequest()) {
                identities.add(new ServiceIdentity(
                        agent.service(),
                        ServiceIdentityArgs.builder()
                                .project(args.scope().project())
                                .service(agent.service())
                                .build(),
                        child()));
            }
        }
        done(Map.of("projectNumber", projectNumber));
    }

    public Output<String> projectNumber() {
        return projectNumber;
    }

    /** The agent as a member of IAM policies. */
    public Output<String> member(Agent agent) {
        return projectNumber.applyValue(number -> "serviceAccount:" + agent.email(number));
    }

    public List<ServiceIdentity> existing() {
        return List.copyOf(identities);
    }
}
