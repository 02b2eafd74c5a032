package io.prontuario.workloads.api.access;

import io.prontuario.workloads.api.records.Transactions;
import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Seats of the emergency service, limited per role: it serves fewer users than the hospital has. A seat belongs to a user, not
 * to a device, and expires with the user's token.
 */
public final class Seats {
    private static final String DEFAULT = "clinician:25,nurse:18,reception:3,auditor:1,service:3";
    /** How long a seat is cached before the database is queried again. */
    private static final long CACHE_SECONDS = 20;

    private final DataSource database;
    private final Map<Role, Integer> limits;
    private final Map<String, Instant> cachedUntil = new ConcurrentHashMap<>();

    /** @param limits number of seats by role; a missing role has none */
    public Seats(DataSource database, Map<Role, Integer> limits) {
        this.database = database;
        this.limits = new EnumMap<>(limits);
    }

    /** Reads {@code EMERGENCY_SEATS}; 50 seats by default. */
    public static Map<Role, Integer> from(Settings settings) {
        Map<Role, Integer> limits = new EnumMap<>(Role.class);
        for (String entry : settings.text("EMERGENCY_SEATS", DEFAULT).split(",", -1)) {
            String[] parts = entry.strip().split(":", -1);
            Role role = Role.of(parts[0])
                    .orElseThrow(() -> new InvalidSettingException(
                            "EMERGENCY_SEATS", "'" + parts[0] + "' is not a role; write for example " + DEFAULT));
            if (parts.length != 2 || !parts[1].matches("[0-9]{1,4}") || limits.containsKey(role)) {
                throw new InvalidSettingException(
                        "EMERGENCY_SEATS",
                        "'" + entry + "' is not role:number, each role once; for example " + DEFAULT);
            }
            limits.put(role, Integer.parseInt(parts[1]));
        }
        return limits;
    }

    /** Takes or renews the user's seat; false if all seats of the role are taken. */
    public boolean take(Principal principal, Instant now) throws SQLException {
        Instant cached = cachedUntil.get(principal.username());
        if (cached != null && now.isBefore(cached)) {
            return true;
        }
        boolean seated = Transactions.run(database, connection -> {
            lock(connection);
            try (PreparedStatement expired = connection.prepareStatement("DELETE FROM seats WHERE until <= now()")) {
                expired.executeUpdate();
            }
            return renew(connection, principal)
                    || (taken(connection, principal.role()) < limits.getOrDefault(principal.role(), 0)
                            && insert(connection, principal));
        });
        cachedUntil.values().removeIf(until -> !now.isBefore(until));
        if (seated) {
            Instant until = now.plusSeconds(CACHE_SECONDS);
            cachedUntil.put(principal.username(), until.isBefore(principal.until()) ? until : principal.until());
        }
        return seated;
    }

    /** Releases the user's seat. */
    public void release(String username) throws SQLException {
        cachedUntil.remove(username);
        Transactions.run(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM seats WHERE username = ?")) {
                delete.setString(1, username);
                return delete.executeUpdate();
            }
        });
    }

    /** Serializes requests: two of them must not both take the last seat. */
    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE seats IN SHARE ROW EXCLUSIVE MODE");
        }
    }

    private static boolean renew(Connection connection, Principal principal) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE seats SET until = greatest(until, ?) WHERE username = ? AND role = ?")) {
            update.setTimestamp(1, java.sql.Timestamp.from(principal.until()));
            update.setString(2, principal.username());
            update.setString(3, principal.role().wireName());
            return update.executeUpdate() == 1;
        }
    }

    private static int taken(Connection connection, Role role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM seats WHERE role = ?")) {
            query.setString(1, role.wireName());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static boolean insert(Connection connection, Principal principal) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO seats (username, role, until) VALUES (?, ?, ?) ON CONFLICT (username) DO UPDATE"
                        + " SET role = excluded.role, until = excluded.until")) {
            insert.setString(1, principal.username());
            insert.setString(2, principal.role().wireName());
            insert.setTimestamp(3, java.sql.Timestamp.from(principal.until()));
            return insert.executeUpdate() == 1;
        }
    }
}
