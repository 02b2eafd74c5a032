package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.inference.engine.Completion;
import java.util.UUID;

/**
 * What every chunk of one answer repeats.
 *
 * @param shape what its parts are called
 * @param id names the answer
 * @param created seconds since the epoch
 * @param model the model that answers
 * @param identity the site and profile that answer
 */
record AnswerId(AnswerShape shape, String id, long created, String model, Identity identity) {

    static AnswerId next(AnswerShape shape, String model, Identity identity) {
        return new AnswerId(
                shape, shape.idPrefix() + UUID.randomUUID(), System.currentTimeMillis() / 1000, model, identity);
    }

    ObjectNode envelope(String object) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model)
                .put("site", identity.site())
                .put("profile", identity.profile().word());
    }

    static ObjectNode usage(Completion completion) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", completion.promptTokens())
                .put("completion_tokens", completion.completionTokens())
                .put("total_tokens", completion.promptTokens() + completion.completionTokens());
    }
}
