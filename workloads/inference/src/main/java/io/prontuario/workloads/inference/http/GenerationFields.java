package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.Generation;
import java.util.List;
import java.util.Optional;

/** The fields that a request for text has whether it is a conversation or a text to be continued. */
record GenerationFields(JsonNode json) {

    /** @param expected what such a body has, for whoever sent something else */
    static GenerationFields of(byte[] body, String expected) throws RequestException {
        return new GenerationFields(Json.object(body)
                .orElseThrow(() -> new RequestException(
                        400,
                        "invalid_json",
                        Optional.empty(),
                        "The body is not a JSON object; send one with " + expected + ".")));
    }

    BodyReader reader() {
        return new BodyReader(json);
    }

    /** Refuses fields that would change the meaning of the answer: ignoring them would be a lie. */
    void refuse(List<String> fields) throws RequestException {
        for (String field : fields) {
            JsonNode value = json.path(field);
            if (!value.isMissingNode() && !value.isNull() && !(value.isBoolean() && !value.booleanValue())) {
                throw new RequestException(
                        400,
                        "unsupported_parameter",
                        Optional.of(field),
                        field + " is not supported by this engine; leave it out.");
            }
        }
    }

    /** How much is generated and how. */
    Generation generation(GenerationLimits limits) throws RequestException {
        BodyReader read = reader();
        one(read, "n");
        Optional<Integer> newer = read.integer("max_completion_tokens", 1, Integer.MAX_VALUE);
        Optional<Integer> older = read.integer("max_tokens", 1, Integer.MAX_VALUE);
        int tokens = Math.min(limits.maxTokens(), newer.or(() -> older).orElse(limits.defaultTokens()));
        return new Generation(
                tokens,
                new Generation.Sampling(
                        read.number("temperature", 0, 2),
                        read.number("top_p", 0, 1),
                        read.integer("seed", Integer.MIN_VALUE, Integer.MAX_VALUE)),
                read.texts("stop", 4));
    }

    /** Refuses more than one answer to one request. */
    static void one(BodyReader read, String field) throws RequestException {
        if (read.integer(field, 1, 128).orElse(1) != 1) {
            throw RequestException.field(field, "must be 1; send one request for each answer.");
        }
    }

    boolean includeUsage() {
        return json.path("stream_options").path("include_usage").asBoolean(false);
    }
}
