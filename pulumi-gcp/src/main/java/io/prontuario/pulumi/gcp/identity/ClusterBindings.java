package io.prontuario.pulumi.gcp.identity;

import com.pulumi.gcp.serviceaccount.IAMMember;
import com.pulumi.gcp.serviceaccount.IAMMemberArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import java.util.List;
import java.util.Map;

/** Workload Identity of the cloud cluster: pods act as a service account without any key. */
public final class ClusterBindings extends Concern {
    private static final List<WorkloadBinding> BINDINGS = List.of(
            new WorkloadBinding(Account.EMERGENCY, "prontuario", "prontuario-services"),
            new WorkloadBinding(Account.OPERATOR, "prontuario", "prontuario-operator"));

    public record Args(Scope scope, ServiceAccounts accounts) {}

    /** @param after the cluster, whose creation makes the identity pool */
    public ClusterBindings(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("workload-identity", options, after);
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
        done(Map.of());
    }
}
