package io.prontuario.pulumi.gcp.components;

import static io.prontuario.pulumi.gcp.components.Components.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.pulumi.gcp.apis.EnabledApis;
import io.prontuario.pulumi.gcp.audit.AuditTrail;
import io.prontuario.pulumi.gcp.identity.CiFederation;
import io.prontuario.pulumi.gcp.identity.EmergencyAccess;
import io.prontuario.pulumi.gcp.identity.GkeWorkloadIdentity;
import io.prontuario.pulumi.gcp.identity.OnSiteFederation;
import io.prontuario.pulumi.gcp.orgpolicy.OrganizationPolicies;
import io.prontuario.pulumi.testing.mocks.RecordingMocks;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentityTest {
    @Test
    void accountsHaveNoBasicRole() {
        RecordingMocks made = Components.run("prod", Components::accounts);
        assertThat(made.every("Account")).hasSize(5);
        assertThat(made.every("IAMMember")).isNotEmpty().allSatisfy(g -> assertThat(g.at("role"))
                .isNotIn("roles/owner", "roles/editor", "roles/viewer"));
    }

    @Test
    void onSitePodsAreFederatedByTheirKeysAndNamespace() {
        RecordingMocks made = Components.run(
                "prod",
                c -> new OnSiteFederation(
                        new OnSiteFederation.Args(
                                c.scope,
                                c.config.access().onsiteIssuer().orElseThrow(),
                                c.config.access().onsiteJwks().orElseThrow(),
                                c.accounts()),
                        NONE,
                        List.of()));
        var provider = made.one("WorkloadIdentityPoolProvider", "onsite");
        assertThat(String.valueOf(provider.at("oidc.jwksJson"))).contains("\"keys\"");
        assertThat(String.valueOf(provider.at("attributeCondition"))).contains("== 'prontuario'");
        assertThat(made.every("IAMMember").stream()
                        .filter(g -> g.name().endsWith("-hospital"))
                        .map(g -> String.valueOf(g.at("member"))))
                .hasSize(2)
                .allMatch(m -> m.startsWith("principal://iam.googleapis.com/projects/100000000001/")
                        && m.contains("/subject/system:serviceaccount:prontuario:"));
    }

    @Test
    void emergencyAccessEndsAndHasNoDataPermission() {
        RecordingMocks made = Components.run(
                "prod",
                c -> new EmergencyAccess(
                        new EmergencyAccess.Args(
                                c.scope, List.of("group:plantao@hospital.example"), "2027-06-30T03:00:00Z"),
                        NONE,
                        List.of()));
        assertThat(made.one("IAMMember", "reader-group-plantao-hospital-example")
                        .at("condition.expression"))
                .isEqualTo("request.time < timestamp(\"2027-06-30T03:00:00Z\")");
        assertThat(made.one("IAMCustomRole", "reader").all("permissions[]"))
                .noneMatch(
                        p -> String.valueOf(p)
                                .matches(
                                        "storage\\..*|cloudsql\\.instances\\.(connect|login)|.*\\.(create|update|delete)|container\\.secrets.*"));
    }

    @Test
    void onlyTheMainBranchDeploys() {
        RecordingMocks made = Components.run(
                "prod",
                c -> new CiFederation(
                        new CiFederation.Args(c.scope, "https://ci.hospital.example", "hospital/prontuario", "main"),
                        NONE,
                        List.of()));
        assertThat(made.one("WorkloadIdentityPoolProvider", "ci-provider").at("workloadIdentityPoolProviderId"))
                .isEqualTo("ci-oidc");
        assertThat(made.one("WorkloadIdentityPoolProvider", "ci-provider").at("attributeCondition"))
                .isEqualTo("assertion.repository == 'hospital/prontuario'");
        assertThat(String.valueOf(made.one("IAMMember", "deployer-federated").at("member")))
                .endsWith("/attribute.deploys/hospital/prontuario@refs/heads/main");
    }

    @Test
    void gkePodsActAsServiceAccounts() {
        RecordingMocks made = Components.run(
                "prod",
                c -> new GkeWorkloadIdentity(new GkeWorkloadIdentity.Args(c.scope, c.accounts()), NONE, List.of()));
        assertThat(made.one("IAMMember", "operator-workload").at("member"))
                .isEqualTo("serviceAccount:prontuario-prod-000001.svc.id.goog[prontuario/prontuario-operator]");
    }

    @Test
    void readsAreLoggedInBrazil() {
        RecordingMocks made = Components.run(
                "prod",
                c -> new AuditTrail(
                        new AuditTrail.Args(c.scope, c.config.governance().audit(), c.keys()), NONE, List.of()));
        assertThat(Set.copyOf(made.one("IAMAuditConfig", "data-access").all("auditLogConfigs[].logType")))
                .isEqualTo(Set.of("ADMIN_READ", "DATA_READ", "DATA_WRITE"));
        var bucket = made.one("ProjectBucketConfig", "bucket");
        assertThat(bucket.at("location")).isEqualTo("southamerica-east1");
        assertThat(bucket.at("locked")).isEqualTo(true);
        assertThat(made.one("ProjectSink", "sink").at("destination"))
                .isEqualTo(
                        "logging.googleapis.com/projects/prontuario-prod-000001/locations/southamerica-east1/buckets/prontuario-audit");
    }

    @Test
    void projectPoliciesHoldTheResidency() {
        RecordingMocks made = Components.run(
                "prod", c -> new OrganizationPolicies(new OrganizationPolicies.Args(c.scope), NONE, List.of()));
        assertThat(made.one("Policy", "gcp.resourceLocations").all("spec.rules[].values.allowedValues[]"))
                .containsExactly("in:southamerica-east1-locations");
        assertThat(made.every("Policy")).hasSize(13);
    }

    @Test
    void onlyTheApisInUseAreEnabled() {
        RecordingMocks without =
                Components.run("dev", c -> new EnabledApis(new EnabledApis.Args(c.scope, false, false, false), NONE));
        assertThat(without.every("Service").stream().map(s -> s.at("service")))
                .contains("sqladmin.googleapis.com")
                .doesNotContain("redis.googleapis.com", "billingbudgets.googleapis.com", "orgpolicy.googleapis.com");
        assertThat(without.every("Service"))
                .allSatisfy(s -> assertThat(s.at("disableOnDestroy")).isEqualTo(false));
    }

    @Test
    void serviceAgentsAreCreatedBeforeGrants() {
        RecordingMocks made = Components.run("prod", Components::agents);
        assertThat(made.every("ServiceIdentity").stream().map(s -> s.at("service")))
                .contains("sqladmin.googleapis.com", "redis.googleapis.com")
                .doesNotContain("storage.googleapis.com");
    }
}
