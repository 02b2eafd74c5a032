package io.prontuario.workloads.api.writes;

import java.sql.SQLException;

/** Another patient has the medical record number. */
public final class MrnTakenException extends SQLException {
    private static final long serialVersionUID = 1L;

    MrnTakenException(SQLException cause) {
        super(
                "mrn: another patient has this medical record number; correct it, or merge the two patients.",
                "23505",
                cause);
    }
}
