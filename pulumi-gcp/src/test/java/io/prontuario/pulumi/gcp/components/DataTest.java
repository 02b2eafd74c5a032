package io.prontuario.pulumi.gcp.components;

import static io.prontuario.pulumi.gcp.components.Components.NONE;
import static io.prontuario.pulumi.gcp.components.Components.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.pulumi.gcp.cloudsql.EmergencyDatabase;
import io.prontuario.pulumi.gcp.redis.RedisCache;
import io.prontuario.pulumi.gcp.registry.ImageRegistry;
import io.prontuario.pulumi.gcp.storage.Buckets;
import io.prontuario.pulumi.testing.mocks.RecordedResource;
import io.prontuario.pulumi.testing.mocks.RecordingMocks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataTest {
    @Test
    void theDatabaseIsPrivateRegionalAndRecoverable() {
        RecordingMocks made = Components.run(
                "prod",
                c -> new EmergencyDatabase(
                        new EmergencyDatabase.Args(
                                c.scope,
                                c.config.data().sql(),
                                c.network(),
                                c.keys(),
                                Map.of("emergency", known("e@p.iam.gserviceaccount.com"))),
                        NONE,
                        List.of()));
        RecordedResource instance = made.one("DatabaseInstance", "postgres");
        assertThat(instance.at("databaseVersion")).isEqualTo("POSTGRES_15");
        assertThat(instance.at("settings.availabilityType")).isEqualTo("REGIONAL");
        assertThat(instance.at("settings.ipConfiguration.ipv4Enabled")).isEqualTo(false);
        assertThat(instance.at("settings.backupConfiguration.pointInTimeRecoveryEnabled"))
                .isEqualTo(true);
        assertThat(instance.at("settings.backupConfiguration.location")).isEqualTo("southamerica-east1");
        assertThat(instance.at("settings.deletionProtectionEnabled")).isEqualTo(true);
        List<Object> flags = instance.all("settings.databaseFlags[].name");
        List<Object> values = instance.all("settings.databaseFlags[].value");
        assertThat(values.get(flags.indexOf("pgaudit.log")))
                .as("no statement with patients' data in the log")
                .isEqualTo("ddl,role");
        assertThat(values.get(flags.indexOf("log_min_duration_statement"))).isEqualTo("-1");
        assertThat(made.every("Database"))
                .extracting(RecordedResource::name)
                .containsExactlyInAnyOrder("projection", "inbox");
        assertThat(made.one("User", "emergency").at("name")).isEqualTo("e@p.iam");
    }

    @Test
    void bucketsKeepWhatTheyMustAndCannotBePublic() {
        RecordingMocks made = Components.run(
                "prod",
                c -> new Buckets(
                        new Buckets.Args(c.scope, c.config.data().retention(), c.keys(), c.accounts()),
                        NONE,
                        List.of()));
        assertThat(made.every("Bucket")).hasSize(6).allSatisfy(b -> {
            assertThat(b.at("location")).isEqualTo("SOUTHAMERICA-EAST1");
            assertThat(b.at("publicAccessPrevention")).isEqualTo("enforced");
            assertThat(b.at("uniformBucketLevelAccess")).isEqualTo(true);
            assertThat(b.at("forceDestroy")).isEqualTo(false);
            assertThat(String.valueOf(b.at("encryption.defaultKmsKeyName"))).contains("/cryptoKeys/");
        });
        assertThat(made.one("Bucket", "archive").at("retentionPolicy.retentionPeriod"))
                .isEqualTo(7305 * 86_400.0);
        assertThat(made.one("Bucket", "backups").at("retentionPolicy.retentionPeriod"))
                .isEqualTo(35 * 86_400.0);
        assertThat(made.one("Bucket", "documents").at("versioning.enabled")).isEqualTo(true);
        // The sender of backups can add and read, but neither replace nor delete.
        assertThat(made.every("BucketIAMMember").stream()
                        .filter(g -> g.name().startsWith("backups-"))
                        .map(g -> g.at("role")))
                .containsExactlyInAnyOrder("roles/storage.objectCreator", "roles/storage.objectViewer");
    }

    @Test
    void keysRotateAndAreSharedWithGooglesAgentsOnly() {
        RecordingMocks made = Components.run("prod", Components::keys);
        assertThat(made.every("CryptoKey")).hasSize(7).allSatisfy(k -> {
            assertThat(k.at("rotationPeriod")).isEqualTo("7776000s");
            assertThat(k.at("versionTemplate.protectionLevel")).isEqualTo("HSM");
            assertThat(k.at("destroyScheduledDuration")).isEqualTo("2592000s");
        });
        assertThat(made.every("CryptoKeyIAMMember"))
                .allSatisfy(g -> assertThat(String.valueOf(g.at("member"))).contains("100000000001@"));
    }

    @Test
    void redisIsPrivateWithPasswordAndTls() {
        RecordedResource redis = Components.run(
                        "healthcare",
                        c -> new RedisCache(
                                new RedisCache.Args(c.scope, c.config.data().cache(), c.network(), c.keys()),
                                NONE,
                                List.of()))
                .one("Instance", "redis");
        assertThat(redis.at("connectMode")).isEqualTo("PRIVATE_SERVICE_ACCESS");
        assertThat(redis.at("authEnabled")).isEqualTo(true);
        assertThat(redis.at("transitEncryptionMode")).isEqualTo("SERVER_AUTHENTICATION");
        assertThat(redis.at("tier")).isEqualTo("STANDARD_HA");
    }

    @Test
    void imagesCannotBeRetagged() {
        RecordingMocks made = Components.run(
                "prod",
                c -> new ImageRegistry(
                        new ImageRegistry.Args(c.scope, c.keys(), known("serviceAccount:n@example.com")),
                        NONE,
                        List.of()));
        assertThat(made.one("Repository", "images").at("dockerConfig.immutableTags"))
                .isEqualTo(true);
        assertThat(made.one("RepositoryIamMember", "nodes-read").at("role")).isEqualTo("roles/artifactregistry.reader");
    }
}
