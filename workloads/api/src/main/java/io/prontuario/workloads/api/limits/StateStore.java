package io.prontuario.workloads.api.limits;

import java.time.Duration;

/** State that the replicas of a site share and may lose: counters per time window, and marks that expire. */
public interface StateStore extends AutoCloseable {
    /** Increments a counter and returns its value; the counter expires with the window. */
    long count(String key, Duration window) throws UnavailableException;

    /** Sets a mark that expires. */
    void mark(String key, Duration life) throws UnavailableException;

    /** Whether the mark is set. */
    boolean marked(String key) throws UnavailableException;

    @Override
    void close();

    /** The store does not answer. */
    final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnavailableException(Throwable cause) {
            super(cause);
        }
    }
}
