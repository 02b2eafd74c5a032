package io.prontuario.workloads.inference.proxy;

import io.prontuario.workloads.common.Settings;
import java.time.Duration;

/**
 * Limits of the requests to a proxied server.
 *
 * @param parallel concurrent requests
 * @param firstByteTimeout longest wait for the start of a response
 * @param idleTimeout longest pause within a response
 * @param failureThreshold consecutive failures that open the circuit breaker
 * @param retryInterval time between probes and trial requests while the breaker is open
 * @param keys API keys of the servers
 */
public record ProxyOptions(
        int parallel,
        Duration firstByteTimeout,
        Duration idleTimeout,
        int failureThreshold,
        Duration retryInterval,
        ProxyKeys keys) {
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
