package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.DatabaseState.Stream;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataOrder.SynchronousSet;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of PostgreSQL's configuration files. Pure. */
final class Configuration {
    static final String SUPERUSER = "postgres";
    /** Name of the run-time parameter that says who began each timeline. */
    static final String LINEAGE = "prontuario.lineage";

    /**
     * What rewinds and base copies call themselves. No box has a dot in its name: a writer that waits for the box must not take a base
     * copy's reports of what it has received for the box's answers, because nothing of it can be promoted yet.
     */
    static final String COPIER = "base.copy";

    private static final String NOTE = "# Written by the host agent, which overwrites it.\n";
    /** A member that no box is. While a copy runs with it, a promotion changes from one set to another and not from none. */
    private static final String NOBODY = "ANY 1 (\"nobody\")";

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:%-]+");

    private Configuration() {}

    static String main(DatabaseFolder folder, DatabaseSettings settings, String node) {
        return NOTE
                + """
                # What a box may set otherwise, in local.conf.
                max_connections = 200
                wal_keep_size = 512MB
                max_slot_wal_keep_size = 4GB
                max_wal_size = 1GB
                hot_standby_feedback = on
                max_standby_streaming_delay = 2s
                include '%1$s/local.conf'

                hba_file = '%1$s/hba.conf'
                ident_file = '%1$s/ident.conf'
                cluster_name = '%4$s'
                listen_addresses = '%2$s'
                port = %3$d
                unix_socket_directories = ''
                ssl = on
                ssl_cert_file = '%5$s/tls.crt'
                ssl_key_file = '%5$s/tls.key'
                ssl_ca_file = '%5$s/ca.crt'
                ssl_min_protocol_version = 'TLSv1.2'
                password_encryption = 'scram-sha-256'

                # Dead peers: no connection outlives them by more than some seconds.
                tcp_user_timeout = 5000
                tcp_keepalives_idle = 3
                tcp_keepalives_interval = 1
                tcp_keepalives_count = 3
                wal_sender_timeout = 3s
                wal_receiver_timeout = 3s
                wal_receiver_status_interval = 1s
                wal_retrieve_retry_interval = 200ms

                wal_level = replica
                max_wal_senders = 10
                max_replication_slots = 10

                fsync = on
                full_page_writes = on
                synchronous_commit = on
                restart_after_crash = off
                hot_standby = on
                recovery_target_timeline = 'latest'

                # No patient's data in the log: no statements, parameters and details, and no errors of statements.
                logging_collector = on
                log_directory = '%6$s'
                log_filename = 'postgresql-%%a.log'
                log_rotation_age = 1d
                log_truncate_on_rotation = on
                log_line_prefix = '%%m [%%p] %%b '
                log_statement = 'none'
                log_min_duration_statement = -1
                log_min_messages = log
                log_min_error_statement = panic
                log_error_verbosity = terse
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                log_lock_waits = off
                log_autovacuum_min_duration = -1

                include '%1$s/synchronous.conf'
                include '%1$s/stream.conf'
                include '%1$s/lineage.conf'
                """
                        .formatted(
                                folder.configuration(),
                                settings.listen(),
                                settings.port(),
                                node,
                                folder.tls(),
                                folder.log());
    }

    /**
     * Options of the postmaster. What an acknowledged write rests on is here too: ALTER SYSTEM writes into the data folder, from where it
     * outranks the files above and goes into every base copy. It does not outrank these.
     */
    static String options(DatabaseFolder folder) {
        return "-c config_file=" + folder.configuration("postgresql.conf")
                + " -c fsync=on -c full_page_writes=on -c synchronous_commit=on -c restart_after_crash=off";
    }

    /** Boxes by certificate, everyone else by password: only an {@code Owner} order gives a role one. */
    static String hba() {
        return NOTE
                + """
                hostssl replication postgres all cert map=boxes
                hostssl all postgres all cert map=boxes
                hostssl all all all scram-sha-256
                """;
    }

    /** @param boxes names in the certificates of the boxes that may replicate and administer */
    static String ident(Collection<String> boxes) {
        StringBuilder text = new StringBuilder(NOTE);
        for (String box : new TreeSet<>(boxes)) {
            text.append("boxes ")
                    .append(quoted(box))
                    .append(' ')
                    .append(SUPERUSER)
                    .append('\n');
        }
        return text.toString();
    }

    static String standbySet() {
        return NOTE + "synchronous_standby_names = '" + NOBODY + "'\n";
    }

    static String set(SynchronousSet set) {
        return NOTE + "synchronous_standby_names = '" + names(set) + "'\n";
    }

    static String names(SynchronousSet set) {
        if (set.required() == 0 || set.members().isEmpty()) {
            return "";
        }
        StringJoiner names = new StringJoiner(", ", "ANY " + set.required() + " (", ")");
        new TreeSet<>(set.members()).forEach(member -> names.add(quoted(member)));
        return names.toString();
    }

    static String stream(DatabaseFolder folder, String node, @Nullable Stream stream) {
        if (stream == null) {
            return NOTE + "primary_conninfo = ''\nprimary_slot_name = ''\nrestore_command = ''\n";
        }
        return NOTE + "primary_conninfo = '" + connection(folder.streamTls(), node, stream.source()) + "'\n"
                + "primary_slot_name = '" + (stream.slot() ? slot(node) : "") + "'\nrestore_command = ''\n";
    }

    /** Nothing is streamed; WAL is taken from the folder. */
    static String restoring(DatabaseFolder folder) {
        return NOTE + "primary_conninfo = ''\nprimary_slot_name = ''\nrestore_command = 'cp \"" + folder.restore()
                + "/%f\" \"%p\"'\n";
    }

    static String lineage(Map<Integer, String> lineage) {
        StringJoiner all = new StringJoiner(",");
        new TreeMap<>(lineage).forEach((timeline, by) -> all.add(timeline + "=" + by));
        return NOTE + LINEAGE + " = '" + all + "'\n";
    }

    static Map<Integer, String> parseLineage(String text) {
        Map<Integer, String> lineage = new TreeMap<>();
        for (String entry : text.split(",")) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                lineage.put(Integer.parseInt(entry.substring(0, equals)), entry.substring(equals + 1));
            }
        }
        return lineage;
    }

    /** libpq's parameters for a connection that copies another box's database, or a part of it. */
    static String copying(DatabaseFolder folder, Source source) {
        return connection(folder.tls(), COPIER, source);
    }

    /** libpq's parameters for a connection to another box's database. */
    private static String connection(Path tls, String name, Source source) {
        return "host=" + word(source.address()) + " port=" + source.port() + " user=" + SUPERUSER
                + " dbname=postgres application_name=" + word(name) + " sslmode=verify-full sslrootcert=" + tls
                + "/ca.crt sslcert=" + tls + "/tls.crt sslkey=" + tls
                + "/tls.key connect_timeout=2 tcp_user_timeout=5000 keepalives_idle=3 keepalives_interval=1"
                + " keepalives_count=3 gssencmode=disable channel_binding=disable";
    }

    /** Anything else would be another parameter of the connection, or end the quoted text that holds it. */
    private static String word(String value) {
        if (!WORD.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value
                    + "' is no address or name of a box: it has other characters than letters, digits and ._:%-");
        }
        return value;
    }

    /** A slot's name has no hyphens. */
    static String slot(String box) {
        return box.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    }

    private static String quoted(String word) {
        if (word.indexOf('"') >= 0 || word.indexOf('\n') >= 0 || word.indexOf('\'') >= 0) {
            throw new IllegalArgumentException("'" + word + "' holds a quote or a line break");
        }
        return '"' + word + '"';
    }
}
