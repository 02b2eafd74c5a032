package io.prontuario.workloads.api.http;

import io.javalin.http.HttpResponseException;
import io.prontuario.workloads.api.records.Futures;
import io.prontuario.workloads.api.records.UnknownOutcomeException;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.api.writes.MrnTakenException;
import io.prontuario.workloads.common.HttpReply;
import io.prontuario.workloads.common.Identity;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps exceptions to problem documents, for servlet routes and asynchronous routes alike. */
final class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

    private final Identity identity;

    ErrorResponses(Identity identity) {
        this.identity = identity;
    }

    /** The response to an exception; server errors are logged. */
    HttpReply of(Throwable failed) {
        Throwable cause = Futures.unwrap(failed);
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof ProblemException refused) {
            return Problem.of(identity, refused.kind(), message);
        }
        if (cause instanceof KeyReusedException) {
            return Problem.of(identity, Problem.Kind.KEY_REUSED, message);
        }
        if (cause instanceof HttpResponseException refused) {
            return Problem.of(identity, refused.getStatus(), message);
        }
        if (cause instanceof MrnTakenException) {
            return Problem.of(identity, Problem.Kind.CONFLICT, message);
        }
        if (cause instanceof UnknownOutcomeException) {
            LOG.warn("a write has an unknown outcome: {}", message);
            return Problem.of(
                    identity,
                    Problem.Kind.OUTCOME_UNKNOWN,
                    "The record was asked to apply the write and has not confirmed it. Repeat the request with the same"
                            + " Idempotency-Key: it is applied once.");
        }
        if (cause instanceof SQLException || cause instanceof TimeoutException) {
            String reason = cause instanceof SQLException sql ? "SQL state " + sql.getSQLState() : "timeout";
            LOG.warn("request failed: record database: {}", reason);
            return Problem.of(
                    identity,
                    Problem.Kind.RECORDS_UNAVAILABLE,
                    "The record database of this site is unavailable. Retry.");
        }
        LOG.error("request failed: unexpected error", cause);
        return Problem.of(identity, Problem.Kind.INTERNAL, "Internal error; the service has logged it.");
    }
}
