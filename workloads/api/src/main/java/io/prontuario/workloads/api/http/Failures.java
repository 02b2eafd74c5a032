package io.prontuario.workloads.api.http;

import io.javalin.http.HttpResponseException;
import io.prontuario.workloads.api.records.Answers;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Reply;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told when a request was refused or failed, whichever way it came. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Identity identity;

    Failures(Identity identity) {
        this.identity = identity;
    }

    /** The answer; what is the service's own fault is logged. */
    Reply of(Throwable failed) {
        Throwable cause = Answers.cause(failed);
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof RefusedException refused) {
            return Problem.of(identity, refused.kind(), message);
        }
        if (cause instanceof KeyReusedException) {
            return Problem.of(identity, Problem.Kind.KEY_REUSED, message);
        }
        if (cause instanceof HttpResponseException refused) {
            return Problem.of(identity, refused.getStatus(), message);
        }
        if (cause instanceof SQLException || cause instanceof TimeoutException) {
            String state = cause instanceof SQLException said ? said.getSQLState() : "none in time";
            LOG.warn("the record database failed: SQL state {}", state);
            return Problem.of(
                    identity,
                    Problem.Kind.RECORDS_UNAVAILABLE,
                    "The record database of this site does not answer. Retry.");
        }
        LOG.error("a request failed", cause);
        return Problem.of(identity, Problem.Kind.INTERNAL, "The service failed on this request; it is logged.");
    }
}
