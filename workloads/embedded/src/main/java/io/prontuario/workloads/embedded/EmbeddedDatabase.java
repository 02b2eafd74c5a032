package io.prontuario.workloads.embedded;

import io.prontuario.workloads.api.records.Migrations;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.records.Seeder;
import io.prontuario.workloads.common.Profile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Embedded PostgreSQL 15 with the migrated and seeded record database. */
final class EmbeddedDatabase implements AutoCloseable {
    private static final String PASSWORD = "embedded";
    private static final int CONNECTIONS = 4;

    private final EmbeddedPostgres server;
    private final RecordsOptions records;

    private EmbeddedDatabase(EmbeddedPostgres server, RecordsOptions records) {
        this.server = server;
        this.records = records;
    }

    /** Starts the server, and seeds and migrates the database. */
    static EmbeddedDatabase start(DataFolder folder) throws IOException, SQLException {
        if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
            throw new StartException(
                    "PostgreSQL does not run as root, and user namespaces (unshare -U) are not available on"
                            + " this machine; run this command as another user");
        }
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                // not the default folder, which all users of the machine share
                .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // stopped by close(), after the api
                .start();
        try {
            return new EmbeddedDatabase(server, prepare(server));
        } catch (SQLException | IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private static RecordsOptions prepare(EmbeddedPostgres server) throws SQLException, IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (missing(statement, "SELECT FROM pg_roles WHERE rolname = 'records'")) {
                statement.execute("CREATE ROLE records LOGIN PASSWORD '" + PASSWORD + "'");
            }
            if (missing(statement, "SELECT FROM pg_database WHERE datname = 'records'")) {
                statement.execute("CREATE DATABASE records OWNER records");
            }
        }
        RecordsOptions records =
                new RecordsOptions(server.getJdbcUrl("records", "records"), "records", PASSWORD, CONNECTIONS);
        Seeder.seed(records);
        Migrations.run(records, Profile.FULL);
        return records;
    }

    private static boolean missing(Statement statement, String query) throws SQLException {
        return !statement.executeQuery(query).next();
    }

    RecordsOptions records() {
        return records;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
