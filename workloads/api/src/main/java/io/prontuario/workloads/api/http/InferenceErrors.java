package io.prontuario.workloads.api.http;

import io.prontuario.workloads.common.Json;

/** Parses the inference service's errors, which have OpenAI's format. */
final class InferenceErrors {
    private InferenceErrors() {}

    /** The error's message, or a default one. */
    static String message(byte[] body) {
        return Json.object(body)
                .map(error -> error.path("error").path("message").asText(""))
                .filter(message -> !message.isEmpty())
                .orElse("The inference service rejected the request without a message.");
    }
}
