package io.prontuario.pulumi.gcp.identity;

import com.pulumi.core.Output;
import com.pulumi.gcp.iam.WorkloadIdentityPool;
import com.pulumi.gcp.iam.WorkloadIdentityPoolArgs;
import com.pulumi.gcp.iam.WorkloadIdentityPoolProvider;
import com.pulumi.gcp.iam.WorkloadIdentityPoolProviderArgs;
import com.pulumi.gcp.iam.inputs.WorkloadIdentityPoolProviderOidcArgs;
import com.pulumi.gcp.serviceaccount.IAMMember;
import com.pulumi.gcp.serviceaccount.IAMMemberArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.List;
import java.util.Map;

/**
 * Workload Identity Federation for the on-site cluster: its pods act as service accounts without keys. The cluster's public
 * keys are uploaded, so that its issuer need not be reachable from the internet. Upload them again after a rotation of the
 * cluster's signing key.
 */
public final class OnSiteFederation extends StackComponent {
    private static final String NAMESPACE = "prontuario";
    private static final List<WorkloadBinding> BINDINGS = List.of(
            new WorkloadBinding(PlatformAccount.SHIPPER, NAMESPACE, "prontuario-shipper"),
            new WorkloadBinding(PlatformAccount.BACKUP, NAMESPACE, "prontuario-backup"));

    private final WorkloadIdentityPoolProvider provider;

    public record Args(Scope scope, String issuer, String jwks, ServiceAccounts accounts) {}

    public OnSiteFederation(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "hospital-federation", options, dependencies);
        Scope scope = args.scope();
        WorkloadIdentityPool pool = new WorkloadIdentityPool(
                "hospital",
                WorkloadIdentityPoolArgs.builder()
                        .project(scope.project())
                        .workloadIdentityPoolId(scope.named("hospital"))
                        .displayName("Hospital cluster")
                        .build(),
                child());
        provider = new WorkloadIdentityPoolProvider(
                "onsite",
                WorkloadIdentityPoolProviderArgs.builder()
                        .project(scope.project())
                        .workloadIdentityPoolId(pool.workloadIdentityPoolId())
                        .workloadIdentityPoolProviderId("onsite")
                        .displayName("On-site Kubernetes")
                        .attributeMapping(Map.of(
                                "google.subject", "assertion.sub",
                                "attribute.namespace", "assertion['kubernetes.io']['namespace']"))
                        // Every pod of the cluster can get a token; only those of the platform's namespace are
                        // accepted.
                        .attributeCondition("assertion['kubernetes.io']['namespace'] == '" + NAMESPACE + "'")
                        .oidc(WorkloadIdentityPoolProviderOidcArgs.builder()
                                .issuerUri(args.issuer())
                                .jwksJson(args.jwks())
                                .build())
                        .build(),
                child());
        for (WorkloadBinding binding : BINDINGS) {
            new IAMMember(
                    binding.account().id() + "-hospital",
                    IAMMemberArgs.builder()
                            .serviceAccountId(args.accounts().name(binding.account()))
                            .role("roles/iam.workloadIdentityUser")
                            .member(pool.name()
                                    .applyValue(name ->
                                            "principal://iam.googleapis.com/" + name + "/subject/" + binding.subject()))
                            .build(),
                    child());
        }
        complete(Map.of("provider", provider.name()));
    }

    /** The full name of the identity provider, which is the audience of on-site tokens. */
    public Output<String> provider() {
        return provider.name();
    }
}
