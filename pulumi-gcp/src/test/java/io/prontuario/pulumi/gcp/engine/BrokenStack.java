package io.prontuario.pulumi.gcp.engine;

import com.pulumi.Pulumi;
import com.pulumi.gcp.compute.BackendService;
import com.pulumi.gcp.compute.BackendServiceArgs;
import com.pulumi.gcp.iam.WorkloadIdentityPoolProvider;
import com.pulumi.gcp.iam.WorkloadIdentityPoolProviderArgs;
import com.pulumi.gcp.iam.inputs.WorkloadIdentityPoolProviderOidcArgs;
import com.pulumi.gcp.kms.CryptoKey;
import com.pulumi.gcp.kms.CryptoKeyArgs;
import com.pulumi.gcp.projects.IAMMember;
import com.pulumi.gcp.projects.IAMMemberArgs;
import com.pulumi.gcp.sql.DatabaseInstance;
import com.pulumi.gcp.sql.DatabaseInstanceArgs;
import com.pulumi.gcp.sql.inputs.DatabaseInstanceSettingsArgs;
import com.pulumi.gcp.storage.Bucket;
import com.pulumi.gcp.storage.BucketArgs;
import com.pulumi.gcp.storage.BucketIAMMember;
import com.pulumi.gcp.storage.BucketIAMMemberArgs;

/** A program that the Google provider would accept and that breaks every rule of the policy pack. */
final class BrokenStack {
    private BrokenStack() {}

    public static void main(String[] args) {
        Pulumi.run(context -> {
            Bucket files = new Bucket(
                    "public-files",
                    BucketArgs.builder().location("US").forceDestroy(true).build());
            new BucketIAMMember(
                    "readers",
                    BucketIAMMemberArgs.builder()
                            .bucket(files.name())
                            .role("roles/storage.objectViewer")
                            .member("allUsers")
                            .build());
            new DatabaseInstance(
                    "database",
                    DatabaseInstanceArgs.builder()
                            .databaseVersion("POSTGRES_15")
                            .settings(DatabaseInstanceSettingsArgs.builder()
                                    .tier("db-f1-micro")
                                    .build())
                            .build());
            new IAMMember(
                    "everything",
                    IAMMemberArgs.builder()
                            .project("p")
                            .role("roles/owner")
                            .member("user:ti@hospital.example")
                            .build());
            new WorkloadIdentityPoolProvider(
                    "anyone",
                    WorkloadIdentityPoolProviderArgs.builder()
                            .workloadIdentityPoolId("anyone")
                            .workloadIdentityPoolProviderId("anyone")
                            .oidc(WorkloadIdentityPoolProviderOidcArgs.builder()
                                    .issuerUri("https://ci.example")
                                    .build())
                            .build());
            new CryptoKey("key", CryptoKeyArgs.builder().keyRing("ring").build());
            new BackendService(
                    "web",
                    BackendServiceArgs.builder()
                            .loadBalancingScheme("EXTERNAL_MANAGED")
                            .build());
        });
    }
}
