package io.prontuario.workloads.api.audit;

import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.common.Settings;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** Checks the chain of the database that the settings name, for a person or a timer. */
public final class AuditCheck {
    /** The chain holds. */
    public static final int HOLDS = 0;
    /** It does not. */
    public static final int BROKEN = 3;
    /** Nobody knows: the database does not answer. */
    public static final int UNREACHABLE = 5;

    private static final int SILENCE_SECONDS = 60;
    private static final String NO_SUCH_TABLE = "42P01";
    private static final String REMEDY =
            """
            What to do: leave this database as it is and copy it, it is the evidence. Read the entries above in the newest backup
            whose check held, and compare. Only the tables' owner can do this, and only past their triggers: change that password,
            and find out who had it.""";

    private AuditCheck() {}

    /**
     * Reads {@code RECORDS_URL} and so on, and {@code AUDIT_HEAD}: a head that an earlier check printed.
     *
     * @return {@link #HOLDS}, {@link #BROKEN} or {@link #UNREACHABLE}
     */
    public static int run(Settings settings, PrintStream out) {
        RecordsOptions options = RecordsOptions.from(settings);
        Optional<AuditHead> earlier = settings.optional("AUDIT_HEAD").map(AuditHead::of);
        AuditVerifier.Verdict verdict;
        try {
            verdict = new AuditVerifier(source(options)).verify(earlier);
        } catch (SQLException failed) {
            out.println("the audit of " + options.url() + " cannot be read: " + why(failed));
            return UNREACHABLE;
        }
        if (verdict.faults().isEmpty()) {
            out.println("the audit holds: " + verdict.entries() + " entries, head " + verdict.head());
            return HOLDS;
        }
        out.println("the audit is broken (" + verdict.entries() + " entries):");
        verdict.faults().forEach(fault -> out.println("  " + fault));
        out.println(REMEDY);
        return BROKEN;
    }

    private static String why(SQLException failed) {
        return NO_SUCH_TABLE.equals(failed.getSQLState())
                ? "it has no audit; run the mode migrate on it"
                : failed.getMessage() + "; check the address, the user and RECORDS_PASSWORD";
    }

    /** Not the service's pool: that one gives up after two seconds, and a long audit takes longer. */
    private static PGSimpleDataSource source(RecordsOptions options) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(options.url());
        source.setUser(options.user());
        source.setPassword(options.password());
        source.setConnectTimeout(5);
        source.setSocketTimeout(SILENCE_SECONDS);
        return source;
    }
}
