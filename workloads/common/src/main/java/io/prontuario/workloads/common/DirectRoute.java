package io.prontuario.workloads.common;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A {@code GET} that is answered before the servlet chain, begun on the very thread that reads connections: for what many ask
 * at once and in a hurry. It carries the same headers, counts and drain as every other route.
 */
public interface DirectRoute {
    /** How metrics name it, for example {@code /v1/patients/{id}}. */
    String pattern();

    /** Whether it answers this path, as it was sent; what it leaves goes through the servlet chain. */
    boolean takes(String path);

    /** Begins to answer. Must not block; what may wait goes to {@link Exchange#executor()}. */
    void begin(Exchange exchange);

    /** One request and its answer. */
    interface Exchange {
        /** The path as it was sent. */
        String path();

        /** A header of the request. */
        @Nullable
        String header(String name);

        /** Threads that may block. */
        Executor executor();

        /** Answers, once, on any thread; does not block. */
        void answer(Reply reply);
    }
}
