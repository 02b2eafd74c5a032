package io.prontuario.pulumi.testing.google;

import com.pulumi.Context;
import com.pulumi.core.Output;
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
import com.pulumi.gcp.sql.inputs.DatabaseInstanceSettingsBackupConfigurationArgs;
import com.pulumi.gcp.sql.inputs.DatabaseInstanceSettingsIpConfigurationArgs;
import com.pulumi.gcp.storage.Bucket;
import com.pulumi.gcp.storage.BucketArgs;
import com.pulumi.gcp.storage.BucketIAMMember;
import com.pulumi.gcp.storage.BucketIAMMemberArgs;
import com.pulumi.gcp.storage.inputs.BucketEncryptionArgs;
import com.pulumi.gcp.storage.inputs.BucketVersioningArgs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One program per policy, which violates only that policy, apart from the missing audit log. The resource of a program has the
 * name of the policy, so that one stack can contain all of them.
 */
public final class BrokenPrograms {
    private static final String KEY = "projects/p/locations/southamerica-east1/keyRings/r/cryptoKeys/k";

    private BrokenPrograms() {}

    /** The programs by the name of the policy that they violate. */
    public static Map<String, Consumer<Context>> all() {
        Map<String, Consumer<Context>> programs = new LinkedHashMap<>();
        programs.put("residency", c -> bucket("residency", b -> b.location("US")));
        programs.put(
                "customer-keys",
                c -> new Bucket(
                        "customer-keys",
                        goodBucket()
                                .encryption((Output<BucketEncryptionArgs>) null)
                                .build()));
        programs.put(
                "no-public-addresses", c -> database("no-public-addresses", ip -> ip.ipv4Enabled(true), b -> b, true));
        programs.put(
                "no-public-members",
                c -> new BucketIAMMember(
                        "no-public-members",
                        BucketIAMMemberArgs.builder()
                                .bucket("files")
                                .role("roles/storage.objectViewer")
                                .member("allUsers")
                                .build()));
        programs.put("private-buckets", c -> bucket("private-buckets", b -> b.publicAccessPrevention("inherited")));
        programs.put("audit-logs", c -> bucket("audit-logs", b -> b));
        programs.put("retention", c -> database("retention", ip -> ip, b -> b.pointInTimeRecoveryEnabled(false), true));
        programs.put("deletion-protection", c -> database("deletion-protection", ip -> ip, b -> b, false));
        programs.put(
                "least-privilege",
                c -> new IAMMember(
                        "least-privilege",
                        IAMMemberArgs.builder()
                                .project("p")
                                .role("roles/editor")
                                .member("group:ti@hospital.example")
                                .build()));
        programs.put(
                "encrypted-transport", c -> database("encrypted-transport", ip -> ip.requireSsl(false), b -> b, true));
        programs.put(
                "federation-condition",
                c -> new WorkloadIdentityPoolProvider(
                        "federation-condition",
                        WorkloadIdentityPoolProviderArgs.builder()
                                .workloadIdentityPoolId("ci-pool")
                                .workloadIdentityPoolProviderId("ci-oidc")
                                .oidc(WorkloadIdentityPoolProviderOidcArgs.builder()
                                        .issuerUri("https://ci.example")
                                        .build())
                                .build()));
        programs.put(
                "key-rotation",
                c -> new CryptoKey(
                        "key-rotation",
                        CryptoKeyArgs.builder()
                                .keyRing("projects/p/locations/southamerica-east1/keyRings/r")
                                .build()));
        programs.put(
                "web-firewall",
                c -> new BackendService(
                        "web-firewall",
                        BackendServiceArgs.builder()
                                .loadBalancingScheme("EXTERNAL_MANAGED")
                                .build()));
        return programs;
    }

    private static BucketArgs.Builder goodBucket() {
        return BucketArgs.builder()
                .name("p-files")
                .location("SOUTHAMERICA-EAST1")
                .uniformBucketLevelAccess(true)
                .publicAccessPrevention("enforced")
                .versioning(BucketVersioningArgs.builder().enabled(true).build())
                .encryption(
                        BucketEncryptionArgs.builder().defaultKmsKeyName(KEY).build());
    }

    private static void bucket(String policy, UnaryOperator<BucketArgs.Builder> flaw) {
        new Bucket(policy, flaw.apply(goodBucket()).build());
    }

    private static void database(
            String policy,
            UnaryOperator<DatabaseInstanceSettingsIpConfigurationArgs.Builder> address,
            UnaryOperator<DatabaseInstanceSettingsBackupConfigurationArgs.Builder> backup,
            boolean protection) {
        new DatabaseInstance(
                policy,
                DatabaseInstanceArgs.builder()
                        .databaseVersion("POSTGRES_15")
                        .region("southamerica-east1")
                        .encryptionKeyName(KEY)
                        .deletionProtection(protection)
                        .settings(DatabaseInstanceSettingsArgs.builder()
                                .tier("db-custom-1-3840")
                                .deletionProtectionEnabled(protection)
                                .ipConfiguration(address.apply(DatabaseInstanceSettingsIpConfigurationArgs.builder()
                                                .ipv4Enabled(false)
                                                .privateNetwork("projects/p/global/networks/n")
                                                .requireSsl(true))
                                        .build())
                                .backupConfiguration(
                                        backup.apply(DatabaseInstanceSettingsBackupConfigurationArgs.builder()
                                                        .enabled(true)
                                                        .location("southamerica-east1")
                                                        .pointInTimeRecoveryEnabled(true))
                                                .build())
                                .build())
                        .build());
    }
}
