package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.common.Settings;

/**
 * Limits of a completion request.
 *
 * @param defaultTokens {@code max_tokens} of a request without it
 * @param maxTokens upper limit of {@code max_tokens}; larger values are lowered to it
 * @param maxMessages most messages of a chat
 */
public record GenerationLimits(int defaultTokens, int maxTokens, int maxMessages) {
    /** Reads {@code DEFAULT_MAX_TOKENS} and {@code MAX_TOKENS_CAP}. */
    public static GenerationLimits from(Settings settings) {
        int cap = settings.integer("MAX_TOKENS_CAP", 512, 1, 1 << 20);
        return new GenerationLimits(Math.min(cap, settings.integer("DEFAULT_MAX_TOKENS", 128, 1, 1 << 20)), cap, 256);
    }
}
