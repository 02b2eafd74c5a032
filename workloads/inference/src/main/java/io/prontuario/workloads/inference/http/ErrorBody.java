package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.EngineException;
import org.jspecify.annotations.Nullable;

/** An error in OpenAI's shape: {@code {"error":{"message","type","param","code"}}}. */
record ErrorBody(Detail error) {

    /** The inside; OpenAI's clients expect param to be there even when null. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Detail(String message, String type, @Nullable String param, String code) {}

    static ErrorBody of(int status, String code, @Nullable String param, String message) {
        return new ErrorBody(new Detail(message, type(status), param, code));
    }

    private static String type(int status) {
        return switch (status) {
            case 429 -> "rate_limit_error";
            case 503 -> "unavailable_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    static void respond(Context ctx, RequestException refused) {
        respond(
                ctx,
                refused.status(),
                refused.code(),
                refused.param().orElse(null),
                String.valueOf(refused.getMessage()));
    }

    static void respond(Context ctx, int status, String code, @Nullable String param, String message) {
        if (status == 429 || status == 503) {
            ctx.header("Retry-After", "1");
        }
        Json.respond(ctx, status, "application/json", of(status, code, param, message));
    }

    /** What an engine's failure means to the client. */
    static RequestException translate(EngineException failed) {
        String message = String.valueOf(failed.getMessage());
        return switch (failed.kind()) {
            case PROMPT_TOO_LONG -> new RequestException(
                    400, "context_length_exceeded", java.util.Optional.of("messages"), message);
            case UNSUPPORTED -> new RequestException(400, "unsupported_value", java.util.Optional.empty(), message);
            case BUSY -> new RequestException(429, "rate_limit_exceeded", java.util.Optional.empty(), message);
            case UNAVAILABLE -> new RequestException(503, "engine_unavailable", java.util.Optional.empty(), message);
            case CANCELLED -> new RequestException(499, "cancelled", java.util.Optional.empty(), message);
            case FAILED -> new RequestException(500, "engine_failed", java.util.Optional.empty(), message);
        };
    }
}
