package io.prontuario.workloads.api;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.records.Migrations;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.records.RecordsPool;
import io.prontuario.workloads.api.records.Seeder;
import io.prontuario.workloads.common.Profile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** One embedded PostgreSQL 15 for all tests of a JVM, and new databases on it. */
public final class EmbeddedDatabases {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final EmbeddedPostgres POSTGRES = start();

    private EmbeddedDatabases() {}

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
            execute(postgres.getPostgresDatabase(), "CREATE ROLE records LOGIN PASSWORD 'secret'");
            return postgres;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** An empty database owned by the role records. */
    public static RecordsOptions empty() {
        String name = "db" + NAMES.incrementAndGet();
        execute(POSTGRES.getPostgresDatabase(), "CREATE DATABASE " + name + " OWNER records");
        return new RecordsOptions(POSTGRES.getJdbcUrl("records", name), "records", "secret", 8);
    }

    /** A record database with 1000 patients and the current schema. */
    public static RecordsOptions record() throws Exception {
        RecordsOptions options = empty();
        Seeder.seed(options);
        Migrations.run(options, Profile.FULL);
        return options;
    }

    /** A cloud database with an empty projection and inbox. */
    public static RecordsOptions cloud() {
        RecordsOptions options = empty();
        Migrations.run(options, Profile.EMERGENCY);
        return options;
    }

    /** A copy of a database that has no connections. */
    public static RecordsOptions copyOf(RecordsOptions original) {
        String name = "db" + NAMES.incrementAndGet();
        String template = original.url().replaceAll(".*/([^/?]+)\\?.*|.*/([^/?]+)", "$1$2");
        execute(POSTGRES.getPostgresDatabase(), "CREATE DATABASE " + name + " TEMPLATE " + template + " OWNER records");
        return new RecordsOptions(POSTGRES.getJdbcUrl("records", name), "records", "secret", 8);
    }

    public static HikariDataSource open(RecordsOptions options) {
        return RecordsPool.open(options);
    }

    public static void execute(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** The rows of a query, with columns joined by {@code |}. */
    public static List<String> rows(DataSource database, String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int c = 1; c <= row.getMetaData().getColumnCount(); c++) {
                    columns.add(String.valueOf(row.getString(c)));
                }
                rows.add(String.join("|", columns));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
        return rows;
    }
}
