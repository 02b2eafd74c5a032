package io.prontuario.workloads.api.audit;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.records.RecordsPool;
import io.prontuario.workloads.common.Settings;
import java.io.PrintStream;
import java.sql.SQLException;

/** Checks the chain of the database that the settings name, for a person or a timer. */
public final class AuditCheck {
    private static final int BROKEN = 3;

    private AuditCheck() {}

    /**
     * Reads {@code RECORDS_URL} and so on, and {@code AUDIT_HEAD}: a head that an earlier check printed.
     *
     * @return 0 when the chain holds, 3 when it does not
     */
    public static int run(Settings settings, PrintStream out) throws SQLException {
        try (HikariDataSource database = RecordsPool.open(RecordsOptions.from(settings))) {
            AuditReader.Verdict verdict = new AuditReader(database).verify(settings.optional("AUDIT_HEAD"));
            if (verdict.fault().isPresent()) {
                out.println("the audit is broken: " + verdict.fault().get() + "; " + verdict.entries()
                        + " entries before that hold");
                return BROKEN;
            }
            out.println("the audit holds: " + verdict.entries() + " entries, head " + verdict.head());
            return 0;
        }
    }
}
