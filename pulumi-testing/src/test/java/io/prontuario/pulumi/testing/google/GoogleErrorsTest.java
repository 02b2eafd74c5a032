package io.prontuario.pulumi.testing.google;

import static io.prontuario.pulumi.testing.google.ProviderClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Errors of Google's APIs and the conditions that cause them, over the provider protocol. */
class GoogleErrorsTest {
    private static final String P = "prontuario-test";
    private static final String KEY = "projects/" + P + "/locations/southamerica-east1/keyRings/r/cryptoKeys/k";
    private ProviderClient google;

    @BeforeEach
    void open() throws Exception {
        google = new ProviderClient();
        for (String api : List.of("compute", "sqladmin", "container", "cloudkms")) {
            google.create(GoogleApiErrors.SERVICE, api, Map.of("service", api + ".googleapis.com", "project", P));
        }
    }

    @AfterEach
    void close() {
        google.close();
    }

    private static Map<String, Object> subnet(String name, String range) {
        return Map.of(
                "name", name, "project", P, "region", "southamerica-east1", "network", "vpc", "ipCidrRange", range);
    }

    private static Map<String, Object> instance(String name, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of("tier", "db-custom-1-3840"));
        all.putAll(settings);
        return Map.of(
                "name",
                name,
                "project",
                P,
                "region",
                "southamerica-east1",
                "databaseVersion",
                "POSTGRES_15",
                "settings",
                all);
    }

    @Test
    void anApiThatIsOff() throws Exception {
        try (ProviderClient fresh = new ProviderClient()) {
            assertThat(refusal(() -> fresh.create(GoogleApiErrors.SUBNETWORK, "a", subnet("a", "10.0.0.0/24"))))
                    .contains("Error 403: compute.googleapis.com has not been used in project")
                    .contains("accessNotConfigured");
        }
    }

    @Test
    void overlappingSubnetworks() {
        google.create(GoogleApiErrors.SUBNETWORK, "a", subnet("a", "10.0.0.0/20"));
        google.create(GoogleApiErrors.SUBNETWORK, "b", subnet("b", "10.0.16.0/20"));
        assertThat(refusal(() -> google.create(GoogleApiErrors.SUBNETWORK, "c", subnet("c", "10.0.8.0/21"))))
                .contains(
                        "Invalid IPCidrRange: 10.0.8.0/21 conflicts with existing subnetwork 'a' in region 'southamerica-east1'");
    }

    @Test
    void aBucketNameThatAnotherCustomerOwns() {
        google.cloud.api().bucketTakenByAnother("documents");
        assertThat(refusal(() -> google.create(
                        GoogleApiErrors.BUCKET, "d", Map.of("name", "documents", "location", "SOUTHAMERICA-EAST1"))))
                .contains("Error 409: The requested bucket name is not available");
    }

    @Test
    void aBucketWhoseKeyIsElsewhereOrNotShared() {
        Map<String, Object> elsewhere =
                Map.of("name", "a", "location", "US-EAST1", "encryption", Map.of("defaultKmsKeyName", KEY));
        assertThat(refusal(() -> google.create(GoogleApiErrors.BUCKET, "a", elsewhere)))
                .contains("is not in the bucket's location US-EAST1");
        Map<String, Object> unshared =
                Map.of("name", "b", "location", "SOUTHAMERICA-EAST1", "encryption", Map.of("defaultKmsKeyName", KEY));
        assertThat(refusal(() -> google.create(GoogleApiErrors.BUCKET, "b", unshared)))
                .contains("Error 403: Permission denied on Cloud KMS key");
        google.create(
                GoogleApiErrors.GRANT,
                "g",
                Map.of(
                        "cryptoKeyId",
                        KEY,
                        "role",
                        "roles/x",
                        "member",
                        "serviceAccount:service-1@gs-project-accounts.iam.gserviceaccount.com"));
        assertThat(google.create(GoogleApiErrors.BUCKET, "b", unshared)).isEqualTo("b");
    }

    @Test
    void aTierThatTheEditionDoesNotHave() {
        assertThat(refusal(() ->
                        google.create(GoogleApiErrors.SQL, "a", instance("a", Map.of("edition", "ENTERPRISE_PLUS")))))
                .contains("Invalid Tier (db-custom-1-3840) for (ENTERPRISE_PLUS) Edition");
        assertThat(refusal(() ->
                        google.create(GoogleApiErrors.SQL, "a", instance("a", Map.of("tier", "db-n1-standard-1")))))
                .contains("Only custom or shared-core instance Billing Tier type allowed for PostgreSQL database");
    }

    @Test
    void moreDaysOfLogsThanTheEditionKeeps() {
        Map<String, Object> backups = Map.of("backupConfiguration", Map.of("transactionLogRetentionDays", 8));
        assertThat(refusal(() -> google.create(GoogleApiErrors.SQL, "a", instance("a", backups))))
                .contains("The number of transaction log retention days must be between 1 and 7.");
        google.create(
                GoogleApiErrors.SQL,
                "b",
                instance("b", Map.of("backupConfiguration", Map.of("transactionLogRetentionDays", 7))));
    }

    @Test
    void aPrivateInstanceBeforeTheNetworkIsConnected() {
        assertThat(refusal(() -> google.create(
                        GoogleApiErrors.SQL,
                        "a",
                        instance("a", Map.of("ipConfiguration", Map.of("privateNetwork", "vpc"))))))
                .contains("Failed to create subnetwork. Please create Service Networking connection");
    }

    @Test
    void anInstanceNameWithinAWeekOfItsDeletion() {
        String id = google.create(GoogleApiErrors.SQL, "a", instance("a", Map.of()));
        google.delete(GoogleApiErrors.SQL, id);
        assertThat(refusal(() -> google.create(GoogleApiErrors.SQL, "a", instance("a", Map.of()))))
                .contains("you can't reuse the name of the deleted instance until one week");
        google.create(GoogleApiErrors.SQL, "a-2", instance("a-2", Map.of()));
    }

    @Test
    void aProtectedInstance() {
        String id = google.create(GoogleApiErrors.SQL, "a", instance("a", Map.of("deletionProtectionEnabled", true)));
        assertThat(refusal(() -> google.delete(GoogleApiErrors.SQL, id))).contains("The instance is protected");
    }

    @Test
    void aProtectedCluster() {
        String id = google.create(
                GoogleApiErrors.CLUSTER,
                "c",
                Map.of("name", "c", "project", P, "location", "southamerica-east1", "deletionProtection", true));
        assertThat(refusal(() -> google.delete(GoogleApiErrors.CLUSTER, id)))
                .contains("Cannot destroy cluster because deletion_protection is set to true");
    }

    @Test
    void aConnectionWithoutItsRangeAndOneStillInUse() {
        Map<String, Object> connection = Map.of(
                "network",
                "vpc",
                "service",
                "servicenetworking.googleapis.com",
                "reservedPeeringRanges",
                List.of("range"));
        assertThat(refusal(() -> google.create(GoogleApiErrors.CONNECTION, "c", connection)))
                .contains("allocated IP range 'range' not found in network");
        google.create(
                "gcp:compute/globalAddress:GlobalAddress",
                "range",
                Map.of("name", "range", "network", "vpc", "project", P));
        String id = google.create(GoogleApiErrors.CONNECTION, "c", connection);
        google.create(
                GoogleApiErrors.SQL, "a", instance("a", Map.of("ipConfiguration", Map.of("privateNetwork", "vpc"))));
        assertThat(refusal(() -> google.delete(GoogleApiErrors.CONNECTION, id)))
                .contains("Producer services (e.g. CloudSQL");
    }

    @Test
    void aNetworkInUse() {
        String vpc = google.create(GoogleApiErrors.NETWORK, "vpc", Map.of("name", "vpc", "project", P));
        google.create(
                GoogleApiErrors.SUBNETWORK,
                "a",
                Map.of(
                        "name",
                        "a",
                        "project",
                        P,
                        "region",
                        "southamerica-east1",
                        "network",
                        vpc,
                        "ipCidrRange",
                        "10.0.0.0/24"));
        assertThat(refusal(() -> google.delete(GoogleApiErrors.NETWORK, vpc))).contains("is already being used by");
    }

    @Test
    void aPlaceThatTheProjectsPolicyForbids() {
        google.create(
                "gcp:orgpolicy/policy:Policy",
                "p",
                Map.of("name", "projects/" + P + "/policies/gcp.resourceLocations", "parent", "projects/" + P));
        assertThat(refusal(() -> google.create(GoogleApiErrors.BUCKET, "b", Map.of("name", "b", "location", "US"))))
                .contains("Error 412: 'us' violates constraint 'constraints/gcp.resourceLocations'");
        google.create(GoogleApiErrors.BUCKET, "c", Map.of("name", "c", "location", "SOUTHAMERICA-EAST1"));
    }

    @Test
    void gpusWithoutQuota() {
        google.cloud.api().quota("NVIDIA_T4_GPUS", 0);
        Map<String, Object> pool = Map.of(
                "cluster",
                "c",
                "nodeConfig",
                Map.of("guestAccelerators", List.of(Map.of("type", "nvidia-tesla-t4", "count", 1))));
        assertThat(refusal(() -> google.create("gcp:container/nodePool:NodePool", "gpu", pool)))
                .contains("Insufficient regional quota to satisfy request: resource \"NVIDIA_T4_GPUS\"");
    }

    @Test
    void aMemberThatDoesNotExist() {
        assertThat(refusal(() -> google.create(
                        "gcp:projects/iAMMember:IAMMember",
                        "m",
                        Map.of(
                                "project",
                                P,
                                "role",
                                "roles/browser",
                                "member",
                                "serviceAccount:ghost@" + P + ".iam.gserviceaccount.com"))))
                .contains("Service account ghost@" + P + ".iam.gserviceaccount.com does not exist");
    }

    @Test
    void aLockedRetentionCannotShrink() {
        Map<String, Object> year = Map.of(
                "name",
                "b",
                "location",
                "SOUTHAMERICA-EAST1",
                "retentionPolicy",
                Map.of("retentionPeriod", 31_536_000, "isLocked", true));
        Map<String, Object> day = Map.of(
                "name",
                "b",
                "location",
                "SOUTHAMERICA-EAST1",
                "retentionPolicy",
                Map.of("retentionPeriod", 86_400, "isLocked", true));
        String id = google.create(GoogleApiErrors.BUCKET, "b", year);
        assertThat(refusal(() -> google.update(GoogleApiErrors.BUCKET, id, year, day)))
                .contains("Error 403: Cannot reduce retention duration of a locked Retention Policy");
    }

    @Test
    void aPoolNameThatWasDeletedLately() {
        String token = "gcp:iam/workloadIdentityPool:WorkloadIdentityPool";
        Map<String, Object> pool = Map.of("project", P, "workloadIdentityPoolId", "hospital");
        google.delete(token, google.create(token, "p", pool));
        assertThat(refusal(() -> google.create(token, "p", pool)))
                .contains("Error 409: Requested entity already exists");
    }
}
