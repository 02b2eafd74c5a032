package io.prontuario.workloads.api.records;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Classifies failures of a database. */
public final class Outages {
    private static final String READ_ONLY = "25006";

    private Outages() {}

    /** Whether the server, not the statement, is the cause: another server may answer. */
    public static boolean is(SQLException failed) {
        String state = failed.getSQLState();
        return state == null || READ_ONLY.equals(state) || startsWithAny(state, "08", "53", "57", "58", "40", "XX");
    }

    /** Whether the connection or its server is gone. */
    public static boolean isLoss(SQLException failed) {
        String state = failed.getSQLState();
        return state == null || READ_ONLY.equals(state) || startsWithAny(state, "08", "57P");
    }

    /** Whether the server refused the COMMIT itself, so that nothing was applied; a lost answer proves nothing. */
    static boolean refusesCommit(@Nullable String state) {
        return state != null && startsWithAny(state, "23", "40", "25", "22", "42", "55");
    }

    private static boolean startsWithAny(String state, String... classes) {
        for (String prefix : classes) {
            if (state.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
