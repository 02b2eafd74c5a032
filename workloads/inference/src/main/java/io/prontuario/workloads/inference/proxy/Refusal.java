package io.prontuario.workloads.inference.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.EngineException.Kind;
import java.nio.charset.StandardCharsets;

/** What a status other than 200 means: the client's fault, busy, or the server's fault. */
final class Refusal {
    /** Longest error that is read. */
    static final int LARGEST = 65_536;

    private Refusal() {}

    /** Whether the body of such an answer says what the client did wrong. */
    static boolean clientsFault(int status) {
        return status == 400 || status == 413 || status == 422;
    }

    /** The client's fault over there is the client's fault here. */
    static EngineException clientsFault(String name, String body) {
        JsonNode error = Json.object(body.getBytes(StandardCharsets.UTF_8))
                .map(json -> json.path("error"))
                .orElse(JsonNodeFactory.instance.objectNode());
        boolean tooLong = error.path("code").asText("").equals("context_length_exceeded");
        String message = error.path("message").asText("The server of " + name + " refused the request.");
        return new EngineException(tooLong ? Kind.PROMPT_TOO_LONG : Kind.UNSUPPORTED, message);
    }

    /** Every other status; busy is the one that is nobody's fault. */
    static UpstreamException other(String name, int status) throws EngineException {
        if (status == 429) {
            throw new EngineException(Kind.BUSY, "The server of " + name + " is busy. Retry later.");
        }
        return new UpstreamException(status == 0 ? "it did not answer" : "it answered " + status);
    }
}
