package io.prontuario.workloads.api.audit;

import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.common.Settings;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** The mode {@code audit-verify}: verifies the audit of the configured database and prints the result. */
public final class AuditVerifyCommand {
    /** Exit status: the chain is intact. */
    public static final int INTACT = 0;
    /** Exit status: the chain is broken. */
    public static final int BROKEN = 3;
    /** Exit status: the database is unavailable. */
    public static final int UNREACHABLE = 5;

    private static final int SOCKET_TIMEOUT_SECONDS = 60;
    private static final String NO_SUCH_TABLE = "42P01";
    private static final String REMEDY =
            """
            What to do: do not change this database; copy it as evidence. Compare the entries above with the newest backup that
            verified as intact. Only the owner of the tables can change entries, by disabling their triggers: change the owner's
            password and find out who had access to it.""";

    private AuditVerifyCommand() {}

    /**
     * Reads {@code RECORDS_URL}, {@code RECORDS_USER}, {@code RECORDS_PASSWORD}, and {@code AUDIT_HEAD}: a head printed by an
     * earlier verification.
     *
     * @return {@link #INTACT}, {@link #BROKEN} or {@link #UNREACHABLE}
     */
    public static int run(Settings settings, PrintStream out) {
        RecordsOptions options = RecordsOptions.from(settings);
        Optional<AuditHead> earlier = settings.optional("AUDIT_HEAD").map(AuditHead::of);
        AuditVerifier.Result result;
        try {
            result = new AuditVerifier(source(options)).verify(earlier);
        } catch (SQLException failed) {
            out.println("the audit of " + options.url() + " cannot be read: " + remedy(failed));
            return UNREACHABLE;
        }
        if (result.faults().isEmpty()) {
            out.println("the audit is intact: " + result.entries() + " entries, head " + result.head());
            return INTACT;
        }
        out.println("the audit is broken (" + result.entries() + " entries):");
        result.faults().forEach(fault -> out.println("  " + fault));
        out.println(REMEDY);
        return BROKEN;
    }

    private static String remedy(SQLException failed) {
        return NO_SUCH_TABLE.equals(failed.getSQLState())
                ? "it has no table audit; run the mode migrate"
                : failed.getMessage() + "; check the address, the user and RECORDS_PASSWORD";
    }

    /** Not the service's pool, whose socket timeout of two seconds is too short for a long audit. */
    private static PGSimpleDataSource source(RecordsOptions options) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(options.url());
        source.setUser(options.user());
        source.setPassword(options.password());
        source.setConnectTimeout(5);
        source.setSocketTimeout(SOCKET_TIMEOUT_SECONDS);
        return source;
    }
}
