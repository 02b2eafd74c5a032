package io.prontuario.workloads.api.records;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Creates the tables and the demonstration's patients. Idempotent. */
public final class Seeder {
    private Seeder() {}

    /**
     * Seeds the database.
     *
     * @return number of patients in the database
     */
    public static int seed(RecordsOptions options) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(options.url(), options.user(), options.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(script());
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM patients")) {
                count.next();
                int patients = count.getInt(1);
                connection.commit();
                return patients;
            }
        }
    }

    private static String script() throws IOException {
        try (InputStream in = Seeder.class.getResourceAsStream("/seed.sql")) {
            if (in == null) {
                throw new IOException("seed.sql is missing from the image");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
