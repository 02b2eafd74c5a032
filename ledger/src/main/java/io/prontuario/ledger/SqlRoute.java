package io.prontuario.ledger;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * How clients reach the record's writer.
 *
 * @param addresses write routes of several boxes; a client whose route fails tries the next
 * @param authority whose certificates to trust; without one, connections are not encrypted
 */
public record SqlRoute(
        List<InetSocketAddress> addresses, String database, String user, String password, Optional<Path> authority) {
    public SqlRoute {
        addresses = List.copyOf(addresses);
    }

    private static final long LONGEST_CONNECT_SECONDS = 3;

    /** A connection that fails when an answer takes longer than the limit, which whole seconds bound. */
    public Connection open(int address, Duration limit) throws SQLException {
        InetSocketAddress to = addresses.get(address % addresses.size());
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        String seconds = String.valueOf(Math.max(1, limit.toSeconds()));
        // A socket's limit, not a statement's: that would cancel the wait for the copies, and the server then answers
        // as
        // if the write were safe.
        // A box that is gone answers nothing; the next one may lead to the writer.
        properties.setProperty(
                "connectTimeout", String.valueOf(Math.max(1, Math.min(LONGEST_CONNECT_SECONDS, limit.toSeconds()))));
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("ApplicationName", "ledger");
        // The name in the certificate is the writer's, the address is the route's.
        properties.setProperty("sslmode", authority.isPresent() ? "verify-ca" : "disable");
        authority.ifPresent(file -> properties.setProperty("sslrootcert", file.toString()));
        return DriverManager.getConnection(
                "jdbc:postgresql://" + to.getHostString() + ":" + to.getPort() + "/" + database, properties);
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Use<T> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * The result over the first address that leads to the writer.
     *
     * @throws SQLException the last address's, when none does
     */
    <T> T onAny(Duration limit, Use<T> use) throws SQLException {
        SQLException last = new SQLException("there is no route");
        for (int address = 0; address < addresses.size(); address++) {
            try (Connection connection = open(address, limit)) {
                return use.with(connection);
            } catch (SQLException e) {
                last = e;
            }
        }
        throw last;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SqlRoute[" + addresses + ", " + database + "]";
    }
}
