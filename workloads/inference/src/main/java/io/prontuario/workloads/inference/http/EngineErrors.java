package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.inference.engine.EngineException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates failures of engines for clients, logs and metrics, in the same way for every route. */
final class EngineErrors {
    private static final Logger LOG = LoggerFactory.getLogger(EngineErrors.class);

    private EngineErrors() {}

    /**
     * Counts and logs a failure. Returns normally only when the client disconnected.
     *
     * @param model name of the model
     * @param promptField the request field named in the error when the prompt is too long
     * @throws RequestException the error for the client
     */
    static void report(InferenceMetrics metrics, String model, EngineException failed, String promptField)
            throws RequestException {
        switch (failed.kind()) {
            case CANCELLED -> {
                metrics.cancelled(model);
                return;
            }
            case BUSY -> metrics.rejected(model);
            case FAILED -> LOG.error("the engine of model {} failed", model, failed);
            case PROMPT_TOO_LONG, UNAVAILABLE, UNSUPPORTED -> {
                // reported to the client only
            }
        }
        throw translate(failed, promptField);
    }

    /** The error for the client. */
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
