package io.prontuario.host.agent.database;

import io.prontuario.host.protocol.data.DataOrder.Owner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.util.PasswordUtil;

/** The database of the record, and the role that owns it and logs in. */
final class OwnerRole {
    private static final Duration STATEMENT = Duration.ofSeconds(2);
    private static final Pattern PARAMETER = Pattern.compile("[a-z][a-z0-9_.]*");

    private final Sql.Target target;

    OwnerRole(Sql.Target target) {
        this.target = target;
    }

    /** @return whether something was changed */
    boolean ensure(Owner order) throws SQLException {
        for (String parameter : order.settings().keySet()) {
            if (!PARAMETER.matcher(parameter).matches()) {
                throw new IllegalArgumentException("settings: '" + parameter + "' is no run-time parameter's name");
            }
        }
        if (order.role().equals(Configuration.SUPERUSER)) {
            throw new IllegalArgumentException("role: '" + order.role() + "' is the superuser");
        }
        try (Sql sql = Sql.connect(target, STATEMENT)) {
            boolean changed = role(sql, order);
            changed |= database(sql, order);
            return changed;
        }
    }

    private boolean role(Sql sql, Owner order) throws SQLException {
        String role = identifier(order.role());
        boolean present = !sql.query("SELECT 1 FROM pg_roles WHERE rolname = ?", row -> 1, order.role())
                .isEmpty();
        boolean changed = false;
        if (!present) {
            sql.execute("CREATE ROLE " + role + " LOGIN PASSWORD " + verifier(order));
            changed = true;
        } else if (!logsIn(order)) {
            // The server is given a verifier, never the password.
            sql.execute("ALTER ROLE " + role + " LOGIN PASSWORD " + verifier(order));
            changed = true;
        }
        if (!settings(sql, order.role()).equals(new TreeMap<>(order.settings()))) {
            StringBuilder all = new StringBuilder("BEGIN; ALTER ROLE " + role + " RESET ALL;");
            new TreeMap<>(order.settings()).forEach((name, value) -> all.append("ALTER ROLE ")
                    .append(role)
                    .append(" SET ")
                    .append(name)
                    .append(" = ")
                    .append(literal(value))
                    .append(';'));
            sql.execute(all + "COMMIT");
            changed = true;
        }
        return changed;
    }

    private static Map<String, String> settings(Sql sql, String role) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        List<String> entries = sql.query(
                "SELECT unnest(setconfig) FROM pg_db_role_setting JOIN pg_roles r ON r.oid = setrole"
                        + " WHERE rolname = ? AND setdatabase = 0",
                row -> row.getString(1),
                role);
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            settings.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return settings;
    }

    private static boolean database(Sql sql, Owner order) throws SQLException {
        String database = identifier(order.database());
        List<String> owner = sql.query(
                "SELECT r.rolname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE datname = ?",
                row -> row.getString(1),
                order.database());
        if (owner.isEmpty()) {
            sql.execute("CREATE DATABASE " + database + " OWNER " + identifier(order.role()) + " TEMPLATE template0");
            sql.execute("REVOKE CONNECT ON DATABASE " + database + ", postgres FROM PUBLIC");
            return true;
        }
        if (!owner.get(0).equals(order.role())) {
            sql.execute("ALTER DATABASE " + database + " OWNER TO " + identifier(order.role()));
            return true;
        }
        return false;
    }

    /** Whether the role's password is the ordered one: the only way to know without keeping it. */
    private boolean logsIn(Owner order) {
        Properties properties = new Properties();
        properties.setProperty("user", order.role());
        properties.setProperty("password", order.password());
        properties.setProperty("sslmode", "require");
        properties.setProperty("sslfactory", BoxSocketFactory.class.getName());
        properties.setProperty("sslfactoryarg", BoxSocketFactory.argument(target.tls()));
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "2");
        properties.setProperty("gssEncMode", "disable");
        try (Connection connection = new Driver()
                .connect(
                        "jdbc:postgresql://" + target.host() + ":" + target.port() + "/" + order.database(),
                        properties)) {
            return connection != null;
        } catch (SQLException e) {
            return false;
        }
    }

    private static String verifier(Owner order) throws SQLException {
        return literal(
                PasswordUtil.encodePassword(order.role(), order.password().toCharArray(), "scram-sha-256"));
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}
