package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.inference.engine.EngineException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an engine's failure means to the client, the log and the metrics: the same on every route. */
final class EngineFailure {
    private static final Logger LOG = LoggerFactory.getLogger(EngineFailure.class);

    private EngineFailure() {}

    /**
     * Counts and logs it. Returns only when there is nobody to tell.
     *
     * @param model whose engine it is
     * @param promptField the field of the request that is to be shortened when it does not fit
     * @throws RequestException what the client is told
     */
    static void tell(InferenceMetrics metrics, String model, EngineException failed, String promptField)
            throws RequestException {
        switch (failed.kind()) {
            case CANCELLED -> {
                metrics.cancelled(model);
                return;
            }
            case BUSY -> metrics.rejected(model);
            case FAILED -> LOG.error("the engine of {} failed", model, failed);
            case PROMPT_TOO_LONG, UNAVAILABLE, UNSUPPORTED -> {
                // the client is told, nothing to count
            }
        }
        throw translate(failed, promptField);
    }

    /** The answer that a client gets. */
    static RequestException translate(EngineException failed, String promptField) {
        String message = String.valueOf(failed.getMessage());
        return switch (failed.kind()) {
            case PROMPT_TOO_LONG -> new RequestException(
                    400, "context_length_exceeded", Optional.of(promptField), message);
            case UNSUPPORTED -> new RequestException(400, "unsupported_value", Optional.empty(), message);
            case BUSY -> new RequestException(429, "rate_limit_exceeded", Optional.empty(), message);
            case UNAVAILABLE -> new RequestException(503, "engine_unavailable", Optional.empty(), message);
            case CANCELLED -> new RequestException(499, "cancelled", Optional.empty(), message);
            case FAILED -> new RequestException(500, "engine_failed", Optional.empty(), message);
        };
    }
}
