package io.prontuario.workloads.api.chat;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Profile;
import io.prontuario.workloads.common.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Options of the assistant.
 *
 * @param inference base URL of the inference service
 * @param key API key of the inference service, if it requires one
 * @param maxTokens longest answer, in tokens
 * @param timeout longest wait for a complete response, or for the first byte of a stream
 */
public record ChatOptions(URI inference, Optional<String> key, int maxTokens, Duration timeout) {

    /** Reads {@code INFERENCE_URL}, {@code INFERENCE_API_KEY}, {@code CHAT_MAX_TOKENS}, {@code CHAT_TIMEOUT_MS}. */
    public static ChatOptions from(Settings settings) {
        String text = settings.required("INFERENCE_URL", "http://inference-mac-studio-1:8080");
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidSettingException("INFERENCE_URL", "'" + text + "' is not a URL");
        }
        if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().startsWith("http")) {
            throw new InvalidSettingException("INFERENCE_URL", "'" + text + "' is not an http(s) URL with a host");
        }
        int defaultTokens = Profile.from(settings) == Profile.EMERGENCY ? 64 : 128;
        return new ChatOptions(
                uri,
                settings.optional("INFERENCE_API_KEY").map(String::strip),
                settings.integer("CHAT_MAX_TOKENS", defaultTokens, 1, 4096),
                settings.millis("CHAT_TIMEOUT_MS", 30_000, 600_000));
    }
}
