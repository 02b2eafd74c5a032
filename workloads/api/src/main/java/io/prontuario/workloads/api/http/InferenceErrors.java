package io.prontuario.workloads.api.http;

import io.prontuario.workloads.common.Json;

/** Reads the inference service's errors, which have OpenAI's shape. */
final class InferenceErrors {
    private InferenceErrors() {}

    /** The message inside, or a sentence that says there was none. */
    static String message(byte[] body) {
        return Json.object(body)
                .map(error -> error.path("error").path("message").asText(""))
                .filter(message -> !message.isEmpty())
                .orElse("The inference service refused the request without saying why.");
    }
}
