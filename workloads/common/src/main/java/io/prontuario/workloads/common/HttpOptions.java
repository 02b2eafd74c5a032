package io.prontuario.workloads.common;

import java.time.Duration;
import java.util.Optional;

/**
 * Options of the HTTP server.
 *
 * @param address the only address to listen on; empty for every address
 * @param port 0 selects a free port
 * @param threads maximum number of request threads; an open stream occupies one
 * @param threadWait how long a request may wait for a thread before it is refused with 503
 * @param maxRequestBytes largest accepted body, in bytes
 * @param maxUploadBytes largest accepted multipart form, in bytes
 * @param drainDelay how long a stopping process accepts new requests while it already reports not ready, so that every
 *     front door has time to notice
 * @param drainLimit how long a stopping process then waits for the requests in progress
 */
public record HttpOptions(
        Optional<String> address,
        int port,
        int threads,
        Duration threadWait,
        long maxRequestBytes,
        long maxUploadBytes,
        Duration drainDelay,
        Duration drainLimit) {

    /**
     * Reads {@code BIND_ADDRESS}, {@code PORT}, {@code HTTP_THREADS}, {@code HTTP_THREAD_WAIT_MS}, {@code MAX_REQUEST_BYTES},
     * {@code MAX_UPLOAD_BYTES}, {@code DRAIN_DELAY_MS}, {@code DRAIN_LIMIT_MS}.
     */
    public static HttpOptions from(Settings settings, int threads, int maxRequestBytes) {
        return new HttpOptions(
                settings.optional("BIND_ADDRESS"),
                settings.integer("PORT", 8080, 0, 65535),
                settings.integer("HTTP_THREADS", threads, 4, 512),
                settings.millis("HTTP_THREAD_WAIT_MS", 500, 60_000),
                settings.integer("MAX_REQUEST_BYTES", maxRequestBytes, 1024, 1 << 30),
                settings.integer("MAX_UPLOAD_BYTES", 26 << 20, 1024, 1 << 30),
                settings.millis("DRAIN_DELAY_MS", 3000, 120_000),
                settings.millis("DRAIN_LIMIT_MS", 20_000, 600_000));
    }
}
