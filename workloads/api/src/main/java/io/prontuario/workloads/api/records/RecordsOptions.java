package io.prontuario.workloads.api.records;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;

/**
 * Connection options of a database.
 *
 * @param url JDBC URL
 * @param user PostgreSQL role
 * @param password may be empty if the server trusts the client's address
 * @param connections size of the connection pool
 */
public record RecordsOptions(String url, String user, String password, int connections) {

    /** Reads {@code RECORDS_URL}, {@code RECORDS_USER}, {@code RECORDS_PASSWORD}, {@code RECORDS_CONNECTIONS}. */
    public static RecordsOptions from(Settings settings) {
        return from(settings, "RECORDS");
    }

    /**
     * The writer: {@code RECORDS_WRITER_URL} and {@code RECORDS_WRITER_CONNECTIONS} with the user of the record. Without them
     * the one database serves reads and writes.
     */
    public static RecordsOptions writer(Settings settings) {
        RecordsOptions local = from(settings);
        String setting = "RECORDS_WRITER_URL";
        String url = settings.text(setting, local.url());
        return new RecordsOptions(
                requireJdbc(setting, url),
                local.user(),
                local.password(),
                settings.integer("RECORDS_WRITER_CONNECTIONS", local.connections(), 1, 64));
    }

    /** Reads {@code <prefix>_URL}, {@code <prefix>_USER}, {@code <prefix>_PASSWORD}, {@code <prefix>_CONNECTIONS}. */
    public static RecordsOptions from(Settings settings, String prefix) {
        String url = settings.required(prefix + "_URL", "jdbc:postgresql://records-mac-studio-1:5432/records");
        return new RecordsOptions(
                requireJdbc(prefix + "_URL", url),
                settings.text(prefix + "_USER", "records"),
                settings.text(prefix + "_PASSWORD", ""),
                settings.integer(prefix + "_CONNECTIONS", 4, 1, 64));
    }

    private static String requireJdbc(String setting, String url) {
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new InvalidSettingException(
                    setting, "'" + url + "' is not a PostgreSQL JDBC URL; use jdbc:postgresql://host:5432/database");
        }
        return url;
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "RecordsOptions[url=" + url + ", user=" + user + ", connections=" + connections + "]";
    }
}
