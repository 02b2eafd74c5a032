package io.prontuario.pulumi.gcp.identity;

import com.pulumi.core.Output;
import com.pulumi.gcp.iam.WorkloadIdentityPool;
import com.pulumi.gcp.iam.WorkloadIdentityPoolArgs;
import com.pulumi.gcp.iam.WorkloadIdentityPoolProvider;
import com.pulumi.gcp.iam.WorkloadIdentityPoolProviderArgs;
import com.pulumi.gcp.iam.inputs.WorkloadIdentityPoolProviderOidcArgs;
import com.pulumi.gcp.projects.IAMMember;
import com.pulumi.gcp.projects.IAMMemberArgs;
import com.pulumi.gcp.serviceaccount.AccountArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import java.util.List;
import java.util.Map;

/** The CI system deploys without keys: one account for the main branch, one that may only look, for everything else. */
public final class CiIdentity extends Concern {
    /** What the program manages, service by service. Owner and Editor would also hand over the data. */
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
    private final com.pulumi.gcp.serviceaccount.Account deployer;

    /** @param repository owner/name @param branch the branch that may deploy */
    public record Args(Scope scope, String issuer, String repository, String branch) {}

    public CiIdentity(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("ci-identity", options, after);
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
                        .workloadIdentityPoolProviderId("ci")
                        .displayName("CI")
                        .attributeMapping(Map.of(
                                "google.subject", "assertion.sub",
                                "attribute.repository", "assertion.repository",
                                "attribute.deploys", "assertion.repository + '@' + assertion.ref"))
                        // The issuer signs for every repository it hosts; this one line is what keeps the others out.
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
        done(Map.of("provider", provider.name()));
    }

    private com.pulumi.gcp.serviceaccount.Account account(Args args, String id, String title, List<String> roles) {
        Scope scope = args.scope();
        var account = new com.pulumi.gcp.serviceaccount.Account(
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

    private void bind(
            String name, com.pulumi.gcp.serviceaccount.Account account, WorkloadIdentityPool pool, String who) {
        new com.pulumi.gcp.serviceaccount.IAMMember(
                name + "-federated",
                com.pulumi.gcp.serviceaccount.IAMMemberArgs.builder()
                        .serviceAccountId(account.name())
                        .role("roles/iam.workloadIdentityUser")
                        .member(pool.name().applyValue(n -> "principalSet://iam.googleapis.com/" + n + "/" + who))
                        .build(),
                child());
    }

    public Output<String> provider() {
        return provider.name();
    }

    public Output<String> deployer() {
        return deployer.email();
    }
}
