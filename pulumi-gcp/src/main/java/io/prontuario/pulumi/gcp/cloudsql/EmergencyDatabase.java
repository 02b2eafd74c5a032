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
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Sql;
import io.prontuario.pulumi.gcp.keys.EncryptionKeys;
import io.prontuario.pulumi.gcp.keys.Purpose;
import io.prontuario.pulumi.gcp.network.PrivateNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * PostgreSQL 15 with the two databases the cloud needs: the projection (the minimal record, read) and the inbox (what the
 * emergency profile writes). The whole record is not here; it is in the backups bucket.
 */
public final class EmergencyDatabase extends Concern {
    private static final Map<String, String> FLAGS = new TreeMap<>(Map.of(
            // People and services log in as themselves, by IAM; there is no password to leak.
            "cloudsql.iam_authentication", "on",
            // Which statement read which table, for the data protection officer.
            "cloudsql.enable_pgaudit", "on",
            "pgaudit.log", "all",
            "log_connections", "on",
            "log_disconnections", "on",
            // Statements slower than 250 ms: half of an emergency answer's budget.
            "log_min_duration_statement", "250"));

    private final DatabaseInstance instance;

    /** @param users accounts that log in by IAM, by logical name: their e-mail addresses */
    public record Args(
            Scope scope, Sql sql, PrivateNetwork network, EncryptionKeys keys, Map<String, Output<String>> users) {}

    public EmergencyDatabase(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("cloudsql", options, after);
        Scope scope = args.scope();
        List<Resource> first = new ArrayList<>(args.keys().grants(Purpose.DATABASE));
        first.add(args.network().privateServices());
        instance = new DatabaseInstance(
                "postgres",
                DatabaseInstanceArgs.builder()
                        .project(scope.project())
                        .region(scope.region())
                        // Cloud SQL keeps a deleted name for a week, so the name carries a generation.
                        .name(scope.named("pg15-" + args.sql().generation()))
                        .databaseVersion("POSTGRES_15")
                        .encryptionKeyName(args.keys().key(Purpose.DATABASE))
                        .settings(settings(args))
                        // The provider's own guard; the one inside settings also stops the console and gcloud.
                        .deletionProtection(scope.production())
                        .build(),
                childAfter(first).build());
        Database projection = database(scope, "projection");
        Database inbox = database(scope, "inbox");
        new TreeMap<>(args.users()).forEach((name, email) -> user(scope, name, email, List.of(projection, inbox)));
        done(Map.of("instance", instance.name()));
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
                        // No public address at all: the only ways in are the VPC and the VPN.
                        .ipv4Enabled(false)
                        .privateNetwork(args.network().id())
                        .enablePrivatePathForGoogleCloudServices(false)
                        // sslMode came with a later provider; this is its older form.
                        .requireSsl(true)
                        .build())
                .backupConfiguration(backups(args))
                .insightsConfig(DatabaseInstanceSettingsInsightsConfigArgs.builder()
                        .queryInsightsEnabled(true)
                        .queryStringLength(1024)
                        // Client addresses are personal data that tuning does not need.
                        .recordClientAddress(false)
                        .recordApplicationTags(true)
                        .build())
                .maintenanceWindow(DatabaseInstanceSettingsMaintenanceWindowArgs.builder()
                        // Sunday 05:00 UTC is 02:00 in Brasília: the fewest patients, and not the drill's hour.
                        .day(7)
                        .hour(5)
                        .updateTrack("stable")
                        .build())
                .build();
    }

    private static DatabaseInstanceSettingsBackupConfigurationArgs backups(Args args) {
        Sql sql = args.sql();
        return DatabaseInstanceSettingsBackupConfigurationArgs.builder()
                .enabled(sql.backups())
                .startTime("06:00")
                // Without a location Cloud SQL stores backups in the nearest multi-region, which is not Brazil.
                .location(args.scope().region())
                .pointInTimeRecoveryEnabled(sql.pointInTimeRecovery())
                .transactionLogRetentionDays(sql.logRetentionDays())
                .backupRetentionSettings(
                        DatabaseInstanceSettingsBackupConfigurationBackupRetentionSettingsArgs.builder()
                                .retainedBackups(sql.retainedBackups())
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
                        // Dropping a database with sessions fails; the instance's deletion takes it along.
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
                        // PostgreSQL names are at most 63 bytes, so Cloud SQL wants the address without this ending.
                        .name(email.applyValue(e -> e == null ? "" : e.replace(".gserviceaccount.com", "")))
                        .type("CLOUD_IAM_SERVICE_ACCOUNT")
                        .deletionPolicy("ABANDON")
                        .build(),
                childAfter(databases).build());
    }

    /** The private address that on-site and cloud clients use. */
    public Output<String> privateAddress() {
        return instance.privateIpAddress();
    }

    /** PROJECT:REGION:INSTANCE, for connectors. */
    public Output<String> connectionName() {
        return instance.connectionName();
    }

    public Output<String> name() {
        return instance.name();
    }
}
