package io.prontuario.pulumi.gcp.cloudsql;

import com.pulumi.core.Output;
import com.pulumi.gcp.sql.Database;
import com.pulumi.gcp.sql.DatabaseArgs;
import com.pulumi.gcp.sql.DatabaseInstance;
import com.pulumi.gcp.sql.DatabaseInstanceArgs;
import com.pulumi.gcp.sql.User;
import com.pulumi.gcp.sql.UserArgs;
import com.pulumi.gcp.sql.inputs.DatabaseInstanceSettingsArgs;
import com.pulumi.gcp.sql.inputs.DatabaseInstanceSettingsBackupConfigurationArgs;
import com.pulumi.gcp.sql.inputs.DatabaseInstanceSettingsBackupConfigurationBackupRetentionSettingsArgs;
import com.pulumi.gcp.sql.inputs.DatabaseInstanceSettingsDatabaseFlagArgs;
import com.pulumi.gcp.sql.inputs.DatabaseInstanceSettingsInsightsConfigArgs;
import com.pulumi.gcp.sql.inputs.DatabaseInstanceSettingsIpConfigurationArgs;
import com.pulumi.gcp.sql.inputs.DatabaseInstanceSettingsMaintenanceWindowArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Sql;
import io.prontuario.pulumi.gcp.kms.EncryptionKey;
import io.prontuario.pulumi.gcp.kms.EncryptionKeys;
import io.prontuario.pulumi.gcp.network.PrivateNetwork;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cloud SQL for PostgreSQL 15 with two databases: the projection (the minimal record, which the emergency profile reads) and
 * the inbox (what the emergency profile writes). It does not hold the whole record.
 */
public final class EmergencyDatabase extends StackComponent {
    private static final Map<String, String> FLAGS = new TreeMap<>(Map.of(
            // Logins by IAM instead of passwords.
            "cloudsql.iam_authentication", "on",
            // Who changed roles and tables. No statement that has patients' data in it: the API audits who read what.
            "cloudsql.enable_pgaudit", "on",
            "pgaudit.log", "ddl,role",
            "log_connections", "on",
            "log_disconnections", "on",
            // A slow statement would be logged with its text; Query Insights has its shape and time without it.
            "log_min_duration_statement", "-1"));

    private final DatabaseInstance instance;

    /** @param users accounts that log in by IAM: from logical name to e-mail address */
    public record Args(
            Scope scope, Sql sql, PrivateNetwork network, EncryptionKeys keys, Map<String, Output<String>> users) {}

    public EmergencyDatabase(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "cloudsql", options, dependencies);
        Scope scope = args.scope();
        List<Resource> first = new ArrayList<>(args.keys().grants(EncryptionKey.DATABASE));
        first.add(args.network().privateServices());
        CustomResourceOptions.Builder instanceOptions = childAfter(first);
        // Cloud SQL enlarges the disk. After a refresh the configured size would be smaller, and the provider cannot
        // shrink a
        // disk: it would replace the instance.
        instanceOptions.ignoreChanges("settings.diskSize");
        instance = new DatabaseInstance(
                "postgres",
                DatabaseInstanceArgs.builder()
                        .project(scope.project())
                        .region(scope.region())
                        // Cloud SQL reserves a deleted name for a week, so the name contains a generation.
                        .name(scope.named("pg15-" + args.sql().generation()))
                        .databaseVersion("POSTGRES_15")
                        .encryptionKeyName(args.keys().key(EncryptionKey.DATABASE))
                        .settings(settings(args))
                        // Stops the provider; the one inside settings also stops the console and gcloud.
                        .deletionProtection(scope.production())
                        .build(),
                instanceOptions.build());
        Database projection = database(scope, "projection");
        Database inbox = database(scope, "inbox");
        new TreeMap<>(args.users()).forEach((name, email) -> user(scope, name, email, List.of(projection, inbox)));
        complete(Map.of("instance", instance.name()));
    }

    private static DatabaseInstanceSettingsArgs settings(Args args) {
        Sql sql = args.sql();
        List<DatabaseInstanceSettingsDatabaseFlagArgs> flags = new ArrayList<>();
        FLAGS.forEach((name, value) -> flags.add(DatabaseInstanceSettingsDatabaseFlagArgs.builder()
                .name(name)
                .value(value)
                .build()));
        return DatabaseInstanceSettingsArgs.builder()
                .tier(sql.tier())
                .edition(sql.edition())
                .availabilityType(sql.availability())
                .diskType("PD_SSD")
                .diskSize(sql.diskGb())
                .diskAutoresize(true)
                .deletionProtectionEnabled(args.scope().production())
                .userLabels(args.scope().labels())
                .databaseFlags(flags)
                .ipConfiguration(DatabaseInstanceSettingsIpConfigurationArgs.builder()
                        // No public address: reachable from the VPC and over the VPN only.
                        .ipv4Enabled(false)
                        .privateNetwork(args.network().id())
                        .enablePrivatePathForGoogleCloudServices(false)
                        // This provider version does not have sslMode.
                        .requireSsl(true)
                        .build())
                .backupConfiguration(backups(args))
                .insightsConfig(DatabaseInstanceSettingsInsightsConfigArgs.builder()
                        .queryInsightsEnabled(true)
                        .queryStringLength(1024)
                        // Client addresses are personal data and not needed for tuning.
                        .recordClientAddress(false)
                        .recordApplicationTags(true)
                        .build())
                .maintenanceWindow(DatabaseInstanceSettingsMaintenanceWindowArgs.builder()
                        // Sunday 05:00 UTC is 02:00 in Brasília: few patients, and no drill at that time.
                        .day(7)
                        .hour(5)
                        .updateTrack("stable")
                        .build())
                .build();
    }

    private static DatabaseInstanceSettingsBackupConfigurationArgs backups(Args args) {
        Sql sql = args.sql();
        return DatabaseInstanceSettingsBackupConfigurationArgs.builder()
                .enabled(sql.backups().enabled())
                .startTime("06:00")
                // The default is the nearest multi-region, which is outside Brazil.
                .location(args.scope().region())
                .pointInTimeRecoveryEnabled(sql.backups().pointInTimeRecovery())
                .transactionLogRetentionDays(sql.backups().logRetentionDays())
                .backupRetentionSettings(
                        DatabaseInstanceSettingsBackupConfigurationBackupRetentionSettingsArgs.builder()
                                .retainedBackups(sql.backups().retained())
                                .retentionUnit("COUNT")
                                .build())
                .build();
    }

    private Database database(Scope scope, String name) {
        return new Database(
                name,
                DatabaseArgs.builder()
                        .project(scope.project())
                        .instance(instance.name())
                        .name(name)
                        .charset("UTF8")
                        .collation("en_US.UTF8")
                        // Dropping a database with sessions fails. Deleting the instance deletes it.
                        .deletionPolicy("ABANDON")
                        .build(),
                child());
    }

    private void user(Scope scope, String name, Output<String> email, List<Resource> databases) {
        new User(
                name,
                UserArgs.builder()
                        .project(scope.project())
                        .instance(instance.name())
                        // PostgreSQL names have at most 63 bytes, so Cloud SQL requires the address without this
                        // suffix.
                        .name(email.applyValue(e -> e == null ? "" : e.replace(".gserviceaccount.com", "")))
                        .type("CLOUD_IAM_SERVICE_ACCOUNT")
                        .deletionPolicy("ABANDON")
                        .build(),
                childAfter(databases).build());
    }

    /** The private address, for clients in the cloud and on site. */
    public Output<String> privateAddress() {
        return instance.privateIpAddress();
    }

    /** {@code PROJECT:REGION:INSTANCE}, for the Cloud SQL connectors. */
    public Output<String> connectionName() {
        return instance.connectionName();
    }

    public Output<String> name() {
        return instance.name();
    }
}
