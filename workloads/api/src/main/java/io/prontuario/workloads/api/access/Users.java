package io.prontuario.workloads.api.access;

import io.prontuario.workloads.api.records.Connections;
import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.api.records.Transactions;
import io.prontuario.workloads.common.Sha256;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The users of a database, and failed logins. */
public final class Users {
    /** Number of consecutive failures that lock a user name. */
    public static final int MAX_FAILURES = 5;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");
    private static final int WRITER_ANSWER_MILLIS = 1_000;
    /** How long a locked user name stays locked. */
    public static final Duration LOCK_DURATION = Duration.ofMinutes(15);

    /**
     * A user.
     *
     * @param passwordHash hash by {@link Passwords#hash}
     */
    public record User(String username, Role role, String passwordHash) {
        private static final int FINGERPRINT = 16;

        /** Another one after a change of role or password, and the same in every database that has the user: no clock is compared. */
        public String fingerprint() {
            return HexFormat.of()
                    .formatHex(Sha256.of(role.wireName() + "\n" + passwordHash))
                    .substring(0, FINGERPRINT);
        }

        /** Omits the hash. */
        @Override
        public String toString() {
            return "User[" + username + ", " + role + "]";
        }
    }

    private final RecordSources sources;

    /** @param sources the databases of this site */
    public Users(RecordSources sources) {
        this.sources = sources;
    }

    /** Whether this is a valid user name. */
    public static boolean validName(String username) {
        return NAME.matcher(username).matches();
    }

    /** Adds a user, or replaces the user's password and role. */
    public void put(String username, Role role, String password) throws SQLException {
        String hash = Passwords.hash(password);
        Transactions.run(sources.writer(), connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(
                    "INSERT INTO users (username, password_hash, role) VALUES (?, ?, ?) ON CONFLICT (username) DO UPDATE"
                            + " SET password_hash = excluded.password_hash, role = excluded.role, disabled = false,"
                            + " changed_at = now()")) {
                upsert.setString(1, username);
                upsert.setString(2, hash);
                upsert.setString(3, role.wireName());
                return upsert.executeUpdate();
            }
        });
    }

    /** The enabled user with this name. */
    public Optional<User> find(String username) throws SQLException {
        return sources.reads().run(ReadContext.plain(), connection -> {
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

    /** The time until which the user name is locked; empty if it is not. */
    public Optional<Instant> lockedUntil(String username) throws SQLException {
        return sources.reads().run(ReadContext.plain(), connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT locked_until FROM login_failures WHERE username = ? AND locked_until > now()")) {
                query.setString(1, username);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
                }
            }
        });
    }

    /** Records a failed login; the fifth in a row locks the user name. Concurrent failures are all counted. */
    public void loginFailed(String username) throws SQLException {
        Transactions.run(quickly(), connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(
                            "INSERT INTO login_failures AS f (username, failures, last_at) VALUES (?, 1, now())"
                                    + " ON CONFLICT (username) DO UPDATE SET last_at = now(),"
                                    // counting restarts after an expired lock or a day without a failure
                                    + " failures = CASE WHEN f.locked_until < now() OR f.last_at < now() - interval '1 day'"
                                    + " THEN 1 ELSE f.failures + 1 END,"
                                    + " locked_until = CASE WHEN f.locked_until > now() THEN f.locked_until"
                                    + " WHEN f.locked_until IS NULL AND f.last_at >= now() - interval '1 day'"
                                    + " AND f.failures + 1 >= ? THEN now() + ? * interval '1 second'"
                                    + " END");
                    PreparedStatement cleanup = connection.prepareStatement(
                            "DELETE FROM login_failures WHERE last_at < now() - interval '2 days'")) {
                upsert.setString(1, username);
                upsert.setInt(2, MAX_FAILURES);
                upsert.setLong(3, LOCK_DURATION.toSeconds());
                upsert.executeUpdate();
                return cleanup.executeUpdate();
            }
        });
    }

    /** A login does not wait for a writer that moves. */
    private Connections quickly() {
        return () -> {
            if (sources.writerLost()) {
                throw new SQLException("the writer of the record is not reachable", "08001");
            }
            return Connections.answering(sources.writer()::getConnection, WRITER_ANSWER_MILLIS)
                    .open();
        };
    }

    /** Resets the failures of a user name after a successful login. */
    public void loginSucceeded(String username) throws SQLException {
        Transactions.run(quickly(), connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM login_failures WHERE username = ?")) {
                delete.setString(1, username);
                return delete.executeUpdate();
            }
        });
    }
}
