package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.GenerationOptions;
import java.util.List;
import java.util.Optional;

/** The fields that chat and text completion requests have in common. */
record CompletionFields(JsonNode json) {

    /** @param expected the required fields, for the error message */
    static CompletionFields of(byte[] body, String expected) throws RequestException {
        return new CompletionFields(Json.object(body)
                .orElseThrow(() -> new RequestException(
                        400,
                        "invalid_json",
                        Optional.empty(),
                        "The body must be a JSON object with " + expected + ".")));
    }

    JsonFields reader() {
        return new JsonFields(json);
    }

    /** Rejects fields that are not supported; ignoring them would return something else than requested. */
    void reject(List<String> fields) throws RequestException {
        for (String field : fields) {
            JsonNode value = json.path(field);
            if (!value.isMissingNode() && !value.isNull() && !(value.isBoolean() && !value.booleanValue())) {
                throw new RequestException(
                        400, "unsupported_parameter", Optional.of(field), field + " is not supported; omit it.");
            }
        }
    }

    /** The parameters of the generation. */
    GenerationOptions generation(GenerationLimits limits) throws RequestException {
        JsonFields read = reader();
        requireOne(read, "n");
        Optional<Integer> newer = read.integer("max_completion_tokens", 1, Integer.MAX_VALUE);
        Optional<Integer> older = read.integer("max_tokens", 1, Integer.MAX_VALUE);
        int tokens = Math.min(limits.maxTokens(), newer.or(() -> older).orElse(limits.defaultTokens()));
        return new GenerationOptions(
                tokens,
                new GenerationOptions.Sampling(
                        read.number("temperature", 0, 2),
                        read.number("top_p", 0, 1),
                        read.integer("seed", Integer.MIN_VALUE, Integer.MAX_VALUE)),
                read.texts("stop", 4));
    }

    /** Requires a number of completions to be 1. */
    static void requireOne(JsonFields read, String field) throws RequestException {
        if (read.integer(field, 1, 128).orElse(1) != 1) {
            throw RequestException.field(field, "must be 1; send one request per completion.");
        }
    }

    boolean includeUsage() {
        return json.path("stream_options").path("include_usage").asBoolean(false);
    }
}
