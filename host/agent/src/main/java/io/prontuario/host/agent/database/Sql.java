package io.prontuario.host.agent.database;

import io.prontuario.host.agent.http.TlsFiles;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/** SQL as the superuser, over TLS with the box's certificate. Every wait is bounded. */
final class Sql implements AutoCloseable {
    private final Connection connection;

    private Sql(Connection connection) {
        this.connection = connection;
    }

    /** Where to connect to, and as whom. */
    record Target(String host, int port, TlsFiles tls, boolean named) {
        /** This box's database. Its certificate need not name the loopback address. */
        static Target local(DatabaseSettings settings, TlsFiles tls) {
            boolean every = settings.listen().equals("*") || settings.listen().equals("0.0.0.0");
            return new Target(every ? "127.0.0.1" : settings.listen(), settings.port(), tls, false);
        }

        static Target remote(String host, int port, TlsFiles tls) {
            return new Target(host, port, tls, true);
        }
    }

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    static Sql connect(Target target, Duration limit) throws SQLException {
        return connect(target, "postgres", limit);
    }

    /** @param limit of each statement, and of connecting; whole seconds */
    static Sql connect(Target target, String database, Duration limit) throws SQLException {
        Properties properties = new Properties();
        String seconds = Long.toString(Math.max(1, limit.toSeconds()));
        properties.setProperty("user", Configuration.SUPERUSER);
        properties.setProperty("sslmode", target.named() ? "verify-full" : "require");
        properties.setProperty("sslfactory", BoxSocketFactory.class.getName());
        properties.setProperty("sslfactoryarg", BoxSocketFactory.argument(target.tls()));
        properties.setProperty("connectTimeout", Long.toString(Math.min(2, Math.max(1, limit.toSeconds()))));
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("ApplicationName", "host-agent");
        properties.setProperty("assumeMinServerVersion", "15");
        properties.setProperty("gssEncMode", "disable");
        Connection connection = new Driver()
                .connect("jdbc:postgresql://" + target.host() + ":" + target.port() + "/" + database, properties);
        if (connection == null) {
            throw new SQLException("No driver for " + target);
        }
        return new Sql(connection);
    }

    void execute(String statement) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(statement);
        }
    }

    <T> List<T> query(String query, Row<T> row, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row.read(result));
                }
            }
            return rows;
        }
    }

    /** The first column of the only row. */
    String text(String query, Object... parameters) throws SQLException {
        String value = query(
                        query,
                        row -> {
                            String text = row.getString(1);
                            return text == null ? "" : text;
                        },
                        parameters)
                .get(0);
        return value;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The connection is gone either way.
        }
    }
}
