package io.prontuario.pulumi.gcp.apis;

import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.gcp.organizations.OrganizationsFunctions;
import com.pulumi.gcp.organizations.inputs.GetProjectArgs;
import com.pulumi.gcp.projects.ServiceIdentity;
import com.pulumi.gcp.projects.ServiceIdentityArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Creates Google's service agents. A grant of a key to an agent that does not exist fails. */
public final class ServiceAgents extends StackComponent {
    private final Output<String> projectNumber;
    private final List<ServiceIdentity> identities = new ArrayList<>();

    public record Args(Scope scope, boolean cache) {}

    public ServiceAgents(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "agents", options, dependencies);
        projectNumber = OrganizationsFunctions.getProject(
                        GetProjectArgs.builder()
                                .projectId(args.scope().project())
                                .build(),
                        InvokeOptions.builder().parent(this).build())
                .applyValue(project -> project.number());
        Set<ServiceAgent> agents = EnumSet.allOf(ServiceAgent.class);
        if (!args.cache()) {
            agents.remove(ServiceAgent.REDIS);
        }
        for (ServiceAgent agent : agents) {
            if (agent.explicit()) {
                identities.add(new ServiceIdentity(
                        agent.service(),
                        ServiceIdentityArgs.builder()
                                .project(args.scope().project())
                                .service(agent.service())
                                .build(),
                        child()));
            }
        }
        complete(Map.of("projectNumber", projectNumber));
    }

    public Output<String> projectNumber() {
        return projectNumber;
    }

    /** The agent as an IAM member. */
    public Output<String> member(ServiceAgent agent) {
        return projectNumber.applyValue(number -> "serviceAccount:" + agent.email(number));
    }

    /** The agents that were created explicitly; a grant to an agent depends on them. */
    public List<ServiceIdentity> existing() {
        return List.copyOf(identities);
    }
}
