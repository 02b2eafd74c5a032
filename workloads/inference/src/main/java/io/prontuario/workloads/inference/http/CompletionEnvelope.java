package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.inference.engine.GenerationResult;
import java.util.UUID;

/**
 * The fields that every chunk of one completion repeats.
 *
 * @param format chat or text completion
 * @param id the identifier of the completion
 * @param created seconds since the epoch
 * @param model the model's name
 * @param identity the site and profile of this service
 */
record CompletionEnvelope(CompletionFormat format, String id, long created, String model, Identity identity) {

    static CompletionEnvelope next(CompletionFormat format, String model, Identity identity) {
        return new CompletionEnvelope(
                format, format.idPrefix() + UUID.randomUUID(), System.currentTimeMillis() / 1000, model, identity);
    }

    ObjectNode json(String object) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model)
                .put("site", identity.site())
                .put("profile", identity.profile().wireName());
    }

    static ObjectNode usage(GenerationResult result) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", result.promptTokens())
                .put("completion_tokens", result.completionTokens())
                .put("total_tokens", result.promptTokens() + result.completionTokens());
    }
}
