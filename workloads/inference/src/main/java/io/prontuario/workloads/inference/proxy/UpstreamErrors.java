package io.prontuario.workloads.inference.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.EngineException.Kind;
import java.nio.charset.StandardCharsets;

/** Translates statuses of the upstream server other than 200: client error, busy, or server error. */
final class UpstreamErrors {
    /** Longest error body that is read, in bytes. */
    static final int MAX_BODY = 65_536;

    private UpstreamErrors() {}

    /** Whether the status is a client error whose body is passed on. */
    static boolean isClientError(int status) {
        return status == 400 || status == 413 || status == 422;
    }

    /** A client error of the upstream server, with its message. */
    static EngineException clientError(String name, String body) {
        JsonNode error = Json.object(body.getBytes(StandardCharsets.UTF_8))
                .map(json -> json.path("error"))
                .orElse(JsonNodeFactory.instance.objectNode());
        boolean tooLong = error.path("code").asText("").equals("context_length_exceeded");
        String message =
                error.path("message").asText("The upstream server of model " + name + " rejected the request.");
        return new EngineException(tooLong ? Kind.PROMPT_TOO_LONG : Kind.UNSUPPORTED, message);
    }

    /** Every other status; 429 does not count as a failure of the server. */
    static UpstreamException serverError(String name, int status) throws EngineException {
        if (status == 429) {
            throw new EngineException(Kind.BUSY, "The upstream server of model " + name + " is busy. Retry later.");
        }
        return new UpstreamException(status == 0 ? "it did not answer" : "it returned status " + status);
    }
}
