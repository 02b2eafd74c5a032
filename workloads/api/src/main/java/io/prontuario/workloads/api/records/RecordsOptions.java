package io.prontuario.workloads.api.records;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;

/**
 * How the record database is reached.
 *
 * @param url JDBC URL
 * @param user role
 * @param password may be empty when the server trusts the address
 * @param connections size of the pool
 */
public record RecordsOptions(String url, String user, String password, int connections) {

    /** Reads {@code RECORDS_URL}, {@code RECORDS_USER}, {@code RECORDS_PASSWORD}, {@code RECORDS_CONNECTIONS}. */
    public static RecordsOptions from(Settings settings) {
        return from(settings, "RECORDS");
    }

    /** Reads {@code <prefix>_URL} and so on. */
    public static RecordsOptions from(Settings settings, String prefix) {
        String url = settings.required(prefix + "_URL", "jdbc:postgresql://records-mac-studio-1:5432/records");
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new InvalidSettingException(prefix + "_URL", "'" + url + "' does not start with jdbc:postgresql://");
        }
        return new RecordsOptions(
                url,
                settings.text(prefix + "_USER", "records"),
                settings.text(prefix + "_PASSWORD", ""),
                settings.integer(prefix + "_CONNECTIONS", 4, 1, 64));
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "RecordsOptions[url=" + url + ", user=" + user + ", connections=" + connections + "]";
    }
}
