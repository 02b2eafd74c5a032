package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.prontuario.workloads.common.Json;
import org.jspecify.annotations.Nullable;

/** An error in OpenAI's format: {@code {"error":{"message","type","param","code"}}}. */
record ErrorBody(Detail error) {

    /** The error object; OpenAI's clients expect {@code param} even when it is null. */
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
        if (status == 401) {
            ctx.header("WWW-Authenticate", "Bearer");
        }
        Json.respond(ctx, status, "application/json", of(status, code, param, message));
    }
}
