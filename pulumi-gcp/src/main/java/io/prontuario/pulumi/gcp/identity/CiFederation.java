package io.prontuario.pulumi.gcp.identity;

import com.pulumi.core.Output;
import com.pulumi.gcp.iam.WorkloadIdentityPool;
import com.pulumi.gcp.iam.WorkloadIdentityPoolArgs;
import com.pulumi.gcp.iam.WorkloadIdentityPoolProvider;
import com.pulumi.gcp.iam.WorkloadIdentityPoolProviderArgs;
import com.pulumi.gcp.iam.inputs.WorkloadIdentityPoolProviderOidcArgs;
import com.pulumi.gcp.projects.IAMMember;
import com.pulumi.gcp.projects.IAMMemberArgs;
import com.pulumi.gcp.serviceaccount.Account;
import com.pulumi.gcp.serviceaccount.AccountArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.List;
import java.util.Map;

/** Workload Identity Federation for the CI system: one account deploys from the main branch, one previews other branches. */
public final class CiFederation extends StackComponent {
    /**
     * One administrator role per service that the program manages. Together they are close to Owner: they can read data and
     * grant roles.
     */
    private static final List<String> DEPLOYER = List.of(
            "roles/artifactregistry.admin",
            "roles/cloudkms.admin",
            "roles/cloudsql.admin",
            "roles/compute.loadBalancerAdmin",
            "roles/compute.networkAdmin",
            "roles/compute.securityAdmin",
            "roles/container.admin",
            "roles/dns.admin",
            "roles/gkebackup.admin",
            "roles/iam.roleAdmin",
            "roles/iam.serviceAccountAdmin",
            "roles/iam.workloadIdentityPoolAdmin",
            "roles/logging.configWriter",
            "roles/monitoring.admin",
            "roles/resourcemanager.projectIamAdmin",
            "roles/serviceusage.serviceUsageAdmin",
            "roles/storage.admin");

    private static final List<String> PREVIEWER = List.of("roles/browser", "roles/iam.securityReviewer");

    private final WorkloadIdentityPoolProvider provider;
    private final Account deployer;

    /** @param repository owner/name @param branch the branch that may deploy */
    public record Args(Scope scope, String issuer, String repository, String branch) {}

    public CiFederation(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "ci-identity", options, dependencies);
        Scope scope = args.scope();
        WorkloadIdentityPool pool = new WorkloadIdentityPool(
                "ci",
                WorkloadIdentityPoolArgs.builder()
                        .project(scope.project())
                        .workloadIdentityPoolId(scope.named("ci"))
                        .displayName("Continuous integration")
                        .build(),
                child());
        provider = new WorkloadIdentityPoolProvider(
                "ci-provider",
                WorkloadIdentityPoolProviderArgs.builder()
                        .project(scope.project())
                        .workloadIdentityPoolId(pool.workloadIdentityPoolId())
                        .workloadIdentityPoolProviderId("ci-oidc")
                        .displayName("CI")
                        .attributeMapping(Map.of(
                                "google.subject", "assertion.sub",
                                "attribute.repository", "assertion.repository",
                                "attribute.deploys", "assertion.repository + '@' + assertion.ref"))
                        // The issuer signs tokens for every repository that it hosts. Only this condition excludes the
                        // others.
                        .attributeCondition("assertion.repository == '" + args.repository() + "'")
                        .oidc(WorkloadIdentityPoolProviderOidcArgs.builder()
                                .issuerUri(args.issuer())
                                .build())
                        .build(),
                child());
        deployer = account(args, "deployer", "Deploys from the main branch", DEPLOYER);
        var previewer = account(args, "previewer", "Previews changes", PREVIEWER);
        bind("deployer", deployer, pool, "attribute.deploys/" + args.repository() + "@refs/heads/" + args.branch());
        bind("previewer", previewer, pool, "attribute.repository/" + args.repository());
        complete(Map.of("provider", provider.name()));
    }

    private Account account(Args args, String id, String title, List<String> roles) {
        Scope scope = args.scope();
        var account = new Account(
                id,
                AccountArgs.builder()
                        .project(scope.project())
                        .accountId(scope.named(id))
                        .displayName(title)
                        .build(),
                child());
        for (String role : roles) {
            new IAMMember(
                    id + "-" + role.substring(role.indexOf('/') + 1),
                    IAMMemberArgs.builder()
                            .project(scope.project())
                            .role(role)
                            .member(account.email().applyValue(email -> "serviceAccount:" + email))
                            .build(),
                    child());
        }
        return account;
    }

    private void bind(String name, Account account, WorkloadIdentityPool pool, String who) {
        new com.pulumi.gcp.serviceaccount.IAMMember(
                name + "-federated",
                com.pulumi.gcp.serviceaccount.IAMMemberArgs.builder()
                        .serviceAccountId(account.name())
                        .role("roles/iam.workloadIdentityUser")
                        .member(pool.name().applyValue(n -> "principalSet://iam.googleapis.com/" + n + "/" + who))
                        .build(),
                child());
    }

    /** The full name of the identity provider. */
    public Output<String> provider() {
        return provider.name();
    }

    /** The e-mail address of the account that deploys. */
    public Output<String> deployer() {
        return deployer.email();
    }
}
