package io.prontuario.workloads.api.access;

import io.prontuario.workloads.api.records.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** The users of a database, and the names that somebody failed to log in with. */
public final class Users {
    /** Failures in a row that lock a name. */
    public static final int FAILURES = 5;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");
    private static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    /**
     * A user.
     *
     * @param passwordHash as {@link Passwords} made it
     */
    public record User(String username, Role role, String passwordHash) {
        /** Never shows the hash. */
        @Override
        public String toString() {
            return "User[" + username + ", " + role + "]";
        }
    }

    private final DataSource database;

    /** @param database of this site */
    public Users(DataSource database) {
        this.database = database;
    }

    /** Whether this can be the name of a user. */
    public static boolean named(String username) {
        return NAME.matcher(username).matches();
    }

    /** Adds a user, or gives them another password and role. */
    public void put(String username, Role role, String password) throws SQLException {
        String hash = Passwords.hash(password);
        Transactions.run(database, connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(
                    "INSERT INTO users (username, password_hash, role) VALUES (?, ?, ?) ON CONFLICT (username) DO UPDATE"
                            + " SET password_hash = excluded.password_hash, role = excluded.role, disabled = false,"
                            + " changed_at = now()")) {
                upsert.setString(1, username);
                upsert.setString(2, hash);
                upsert.setString(3, role.word());
                return upsert.executeUpdate();
            }
        });
    }

    /** The user with this name who may log in. */
    public Optional<User> find(String username) throws SQLException {
        return Transactions.run(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT role, password_hash FROM users WHERE username = ? AND NOT disabled")) {
                query.setString(1, username);
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    String hash = row.getString(2);
                    return Role.of(row.getString(1)).map(role -> new User(username, role, hash));
                }
            }
        });
    }

    /** Until when the name is locked, if it is. */
    public Optional<Instant> lockedUntil(String username) throws SQLException {
        return Transactions.run(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT locked_until FROM login_failures WHERE username = ? AND locked_until > now()")) {
                query.setString(1, username);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
                }
            }
        });
    }

    /** Notes a failure; the fifth in a row locks the name. Two at once are both counted. */
    public void failed(String username) throws SQLException {
        Transactions.run(database, connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(
                            "INSERT INTO login_failures AS f (username, failures, last_at) VALUES (?, 1, now())"
                                    + " ON CONFLICT (username) DO UPDATE SET last_at = now(),"
                                    // a lock that is over, or a day without a failure, starts anew
                                    + " failures = CASE WHEN f.locked_until < now() OR f.last_at < now() - interval '1 day'"
                                    + " THEN 1 ELSE f.failures + 1 END,"
                                    + " locked_until = CASE WHEN f.locked_until > now() THEN f.locked_until"
                                    + " WHEN f.locked_until IS NULL AND f.last_at >= now() - interval '1 day'"
                                    + " AND f.failures + 1 >= ? THEN now() + ? * interval '1 second'"
                                    + " END");
                    PreparedStatement forget = connection.prepareStatement(
                            "DELETE FROM login_failures WHERE last_at < now() - interval '2 days'")) {
                upsert.setString(1, username);
                upsert.setInt(2, FAILURES);
                upsert.setLong(3, LOCKED_FOR.toSeconds());
                upsert.executeUpdate();
                return forget.executeUpdate();
            }
        });
    }

    /** Forgets the failures of a name: its user came in. */
    public void succeeded(String username) throws SQLException {
        Transactions.run(database, connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM login_failures WHERE username = ?")) {
                delete.setString(1, username);
                return delete.executeUpdate();
            }
        });
    }
}
