package io.prontuario.workloads.common;

import org.jspecify.annotations.Nullable;

/**
 * A {@code GET} route that is handled before the servlet chain, on Jetty's selector thread. It has the same headers, metrics
 * and drain as every other route.
 */
public interface AsyncRoute {
    /** The path template used in metrics, for example {@code /v1/patients/{id}}. */
    String pattern();

    /** Whether this route handles the raw (undecoded) path; other requests go through the servlet chain. */
    boolean matches(String path);

    /** Starts the exchange. Must not block; blocking work belongs on {@link Exchange#onThread}. */
    void handle(Exchange exchange);

    /** A request and its response. */
    interface Exchange {
        /** The raw (undecoded) path. */
        String path();

        /** A request header. */
        @Nullable
        String header(String name);

        /** Runs work that may block on a thread of its own; answers 503 if none is free in time. */
        void onThread(Runnable work);

        /** Sends the response. Called once, on any thread; does not block. */
        void respond(HttpReply reply);
    }
}
