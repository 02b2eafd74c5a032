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
 * The places of the emergency service, so many a role: it holds fewer people than the hospital has, and those who treat come
 * first. A seat is a user's, not a device's, and ends with their token.
 */
public final class Seats {
    private static final String DEFAULT = "clinician:25,nurse:18,reception:3,auditor:1,service:3";
    /** How long a seat that was seen in the database is believed without asking again. */
    private static final long BELIEVED_SECONDS = 20;

    private final DataSource database;
    private final Map<Role, Integer> places;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    /** @param places how many each role has; none when it is missing */
    public Seats(DataSource database, Map<Role, Integer> places) {
        this.database = database;
        this.places = new EnumMap<>(places);
    }

    /** Reads {@code EMERGENCY_SEATS}; 50 by default. */
    public static Map<Role, Integer> places(Settings settings) {
        Map<Role, Integer> places = new EnumMap<>(Role.class);
        for (String entry : settings.text("EMERGENCY_SEATS", DEFAULT).split(",", -1)) {
            String[] parts = entry.strip().split(":", -1);
            Role role = Role.of(parts[0])
                    .orElseThrow(() -> new InvalidSettingException(
                            "EMERGENCY_SEATS", "'" + parts[0] + "' is not a role; use " + DEFAULT + " as a pattern"));
            if (parts.length != 2 || !parts[1].matches("[0-9]{1,4}") || places.containsKey(role)) {
                throw new InvalidSettingException(
                        "EMERGENCY_SEATS",
                        "'" + entry + "' is not role:number, each role once; for example " + DEFAULT);
            }
            places.put(role, Integer.parseInt(parts[1]));
        }
        return places;
    }

    /** Gives the user a seat, or keeps theirs; false when every seat of their role is taken. */
    public boolean take(Principal who, Instant now) throws SQLException {
        Instant believed = seen.get(who.username());
        if (believed != null && now.isBefore(believed)) {
            return true;
        }
        boolean seated = Transactions.run(database, connection -> {
            lock(connection);
            try (PreparedStatement ended = connection.prepareStatement("DELETE FROM seats WHERE until <= now()")) {
                ended.executeUpdate();
            }
            return renewed(connection, who)
                    || (taken(connection, who.role()) < places.getOrDefault(who.role(), 0) && seat(connection, who));
        });
        seen.values().removeIf(until -> !now.isBefore(until));
        if (seated) {
            Instant soon = now.plusSeconds(BELIEVED_SECONDS);
            seen.put(who.username(), soon.isBefore(who.until()) ? soon : who.until());
        }
        return seated;
    }

    /** Gives the user's seat back. */
    public void leave(String username) throws SQLException {
        seen.remove(username);
        Transactions.run(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM seats WHERE username = ?")) {
                delete.setString(1, username);
                return delete.executeUpdate();
            }
        });
    }

    /** Two who ask for the last seat must not both find it free. */
    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE seats IN SHARE ROW EXCLUSIVE MODE");
        }
    }

    private static boolean renewed(Connection connection, Principal who) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE seats SET until = greatest(until, ?) WHERE username = ? AND role = ?")) {
            update.setTimestamp(1, java.sql.Timestamp.from(who.until()));
            update.setString(2, who.username());
            update.setString(3, who.role().word());
            return update.executeUpdate() == 1;
        }
    }

    private static int taken(Connection connection, Role role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM seats WHERE role = ?")) {
            query.setString(1, role.word());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static boolean seat(Connection connection, Principal who) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO seats (username, role, until) VALUES (?, ?, ?) ON CONFLICT (username) DO UPDATE"
                        + " SET role = excluded.role, until = excluded.until")) {
            insert.setString(1, who.username());
            insert.setString(2, who.role().word());
            insert.setTimestamp(3, java.sql.Timestamp.from(who.until()));
            return insert.executeUpdate() == 1;
        }
    }
}
