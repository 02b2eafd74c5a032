package io.prontuario.pulumi.gcp.identity;

import com.pulumi.gcp.serviceaccount.IAMMember;
import com.pulumi.gcp.serviceaccount.IAMMemberArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.List;
import java.util.Map;

/** Workload Identity of the GKE cluster: Kubernetes service accounts act as service accounts of the project, without keys. */
public final class GkeWorkloadIdentity extends StackComponent {
    private static final List<WorkloadBinding> BINDINGS = List.of(
            new WorkloadBinding(PlatformAccount.EMERGENCY, "prontuario", "prontuario-services"),
            new WorkloadBinding(PlatformAccount.OPERATOR, "prontuario", "prontuario-operator"));

    public record Args(Scope scope, ServiceAccounts accounts) {}

    /** @param dependencies the cluster, whose creation also creates the identity pool */
    public GkeWorkloadIdentity(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "workload-identity", options, dependencies);
        for (WorkloadBinding binding : BINDINGS) {
            new IAMMember(
                    binding.account().id() + "-workload",
                    IAMMemberArgs.builder()
                            .serviceAccountId(args.accounts().name(binding.account()))
                            .role("roles/iam.workloadIdentityUser")
                            .member("serviceAccount:%s.svc.id.goog[%s/%s]"
                                    .formatted(args.scope().project(), binding.namespace(), binding.serviceAccount()))
                            .build(),
                    child());
        }
        complete(Map.of());
    }
}
