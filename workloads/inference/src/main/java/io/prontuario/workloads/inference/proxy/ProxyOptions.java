package io.prontuario.workloads.inference.proxy;

import io.prontuario.workloads.common.Settings;
import java.time.Duration;

/**
 * How a proxied server is treated.
 *
 * @param parallel requests side by side
 * @param firstByte longest wait for the beginning of an answer
 * @param silence longest pause within an answer
 * @param failuresToOpen failures in a row after which it is left alone
 * @param pause how long it is left alone before it is tried again
 * @param keys what servers that ask for a key are sent
 */
public record ProxyOptions(
        int parallel, Duration firstByte, Duration silence, int failuresToOpen, Duration pause, ProxyKeys keys) {
    /** Reads {@code PROXY_PARALLEL}, {@code PROXY_FIRST_BYTE_MS}, {@code PROXY_SILENCE_MS}, {@code PROXY_FAILURES}, {@code PROXY_PAUSE_MS}, {@code PROXY_API_KEYS}. */
    public static ProxyOptions from(Settings settings) {
        return new ProxyOptions(
                settings.integer("PROXY_PARALLEL", 8, 1, 1024),
                settings.millis("PROXY_FIRST_BYTE_MS", 20_000, 600_000),
                settings.millis("PROXY_SILENCE_MS", 15_000, 600_000),
                settings.integer("PROXY_FAILURES", 3, 1, 100),
                settings.millis("PROXY_PAUSE_MS", 1_000, 600_000),
                ProxyKeys.from(settings));
    }
}
