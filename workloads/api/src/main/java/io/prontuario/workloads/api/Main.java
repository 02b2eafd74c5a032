package io.prontuario.workloads.api;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.access.Passwords;
import io.prontuario.workloads.api.access.Role;
import io.prontuario.workloads.api.access.UserList;
import io.prontuario.workloads.api.access.Users;
import io.prontuario.workloads.api.audit.AuditVerifyCommand;
import io.prontuario.workloads.api.inbox.InboxMerge;
import io.prontuario.workloads.api.projection.ShippingService;
import io.prontuario.workloads.api.records.Migrations;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.records.RecordsPool;
import io.prontuario.workloads.api.records.Seeder;
import io.prontuario.workloads.api.records.Transactions;
import io.prontuario.workloads.api.writes.Outbox;
import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Profile;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.common.Termination;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entry point. Modes: {@code serve} (the default); {@code seed} and {@code migrate} prepare a database; {@code ship},
 * {@code snapshot} and {@code merge-inbox} move data between the record and the cloud; {@code add-user},
 * {@code add-users} and {@code audit-verify} are for administration.
 */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int USAGE = 64;

    private Main() {}

    /** Runs the mode that the first argument names. */
    public static void main(String[] args) {
        String mode = args.length == 0 ? "serve" : args[0];
        try {
            switch (mode) {
                case "serve" -> serve();
                case "seed" -> seed();
                case "migrate" -> migrate();
                case "ship" -> ship();
                case "snapshot" -> snapshot();
                case "merge-inbox" -> mergeInbox();
                case "add-user" -> addUser();
                case "add-users" -> addUsers();
                case "audit-verify" -> System.exit(AuditVerifyCommand.run(Settings.ofProcess(), System.out));
                default -> {
                    LOG.error(
                            "unknown mode '{}'; use serve, seed, migrate, ship, snapshot, merge-inbox, add-user, add-users or audit-verify",
                            mode);
                    System.exit(USAGE);
                }
            }
        } catch (InvalidSettingException refused) {
            LOG.error("{}", refused.getMessage());
            System.exit(1);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (SQLException | IOException failed) {
            LOG.error("{} failed", mode, failed);
            System.exit(1);
        }
    }

    private static void serve() {
        ApiService service = new ApiService(Settings.ofProcess()).start();
        Termination.onSignal(service::drain);
    }

    private static void migrate() {
        Settings settings = Settings.ofProcess();
        int migrations = Migrations.run(RecordsOptions.writer(settings), Profile.from(settings));
        LOG.info("database migrated: {} migrations applied", migrations);
    }

    private static void ship() throws InterruptedException {
        ShippingService service = new ShippingService(Settings.ofProcess());
        Termination.onSignal(service::stop);
        service.start().run();
    }

    private static void snapshot() throws SQLException {
        try (HikariDataSource record = RecordsPool.open(RecordsOptions.writer(Settings.ofProcess()))) {
            int entries = Transactions.run(record, Outbox::snapshot);
            LOG.info("snapshot taken: {} entries appended to the outbox", entries);
        }
    }

    private static void mergeInbox() throws SQLException {
        Settings settings = Settings.ofProcess();
        try (HikariDataSource record = RecordsPool.open(RecordsOptions.writer(settings));
                HikariDataSource cloud = RecordsPool.open(RecordsOptions.from(settings, "CLOUD_RECORDS"))) {
            LOG.info("inbox merged: {}", new InboxMerge(cloud, record).run());
        }
    }

    /** Reads the user from environment variables because arguments are visible in process lists. */
    private static void addUser() throws SQLException {
        Settings settings = Settings.ofProcess();
        String name = settings.required("USER_NAME", "ana.lima");
        Role role = Role.of(settings.required("USER_ROLE", "clinician"))
                .orElseThrow(() -> new InvalidSettingException(
                        "USER_ROLE", "is not a role; use clinician, nurse, reception, auditor or service"));
        String password =
                settings.required("USER_PASSWORD", "a text of at least " + Passwords.MIN_LENGTH + " characters");
        if (!Users.validName(name)) {
            throw new InvalidSettingException(
                    "USER_NAME",
                    "'" + name
                            + "' is not a user name; use 2 to 64 lowercase letters, digits, dots, dashes and underscores, starting with a letter or digit");
        }
        if (password.length() < Passwords.MIN_LENGTH || password.length() > Passwords.MAX_LENGTH) {
            throw new InvalidSettingException(
                    "USER_PASSWORD",
                    "must have " + Passwords.MIN_LENGTH + " to " + Passwords.MAX_LENGTH + " characters");
        }
        try (HikariDataSource database = RecordsPool.open(RecordsOptions.writer(settings))) {
            new Users(RecordSources.single(database)).put(name, role, password);
        }
        LOG.info("user {} stored with the role {}", name, role.wireName());
    }

    /** Many at once, from a file that holds their passwords. */
    private static void addUsers() throws SQLException, IOException {
        Settings settings = Settings.ofProcess();
        UserList list = UserList.read(Path.of(settings.required("USERS_FILE", "/input/users.csv")));
        try (HikariDataSource database = RecordsPool.open(RecordsOptions.writer(settings))) {
            LOG.info("{} users stored", list.storeIn(new Users(RecordSources.single(database))));
        }
    }

    private static void seed() throws SQLException, IOException {
        // patients that are there before the schema are in no outbox: the cloud would never have them
        migrate();
        int patients = Seeder.seed(RecordsOptions.writer(Settings.ofProcess()));
        LOG.info("database seeded: {} patients", patients);
    }
}
