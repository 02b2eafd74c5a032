package io.prontuario.workloads.api.records;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * It is not known whether a write was applied, or it was applied on one server only: the answer to COMMIT was lost, or the
 * wait for the synchronous copy was cancelled. Only a repeat with the same key resolves it.
 */
public final class UnknownOutcomeException extends SQLException {
    private static final long serialVersionUID = 1L;

    UnknownOutcomeException(String reason, @Nullable SQLException cause) {
        super(reason, "08007", cause); // transaction resolution unknown
    }
}
