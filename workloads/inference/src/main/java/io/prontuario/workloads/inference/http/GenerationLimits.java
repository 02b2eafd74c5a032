package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.common.Settings;

/**
 * Limits of one request for text.
 *
 * @param defaultTokens tokens generated when the client does not say how many
 * @param maxTokens most tokens that a client may ask for; more is lowered to this
 * @param maxMessages most messages in a conversation
 */
public record GenerationLimits(int defaultTokens, int maxTokens, int maxMessages) {
    /** Reads {@code DEFAULT_MAX_TOKENS} and {@code MAX_TOKENS_CAP}. */
    public static GenerationLimits from(Settings settings) {
        int cap = settings.integer("MAX_TOKENS_CAP", 512, 1, 1 << 20);
        return new GenerationLimits(Math.min(cap, settings.integer("DEFAULT_MAX_TOKENS", 128, 1, 1 << 20)), cap, 256);
    }
}
