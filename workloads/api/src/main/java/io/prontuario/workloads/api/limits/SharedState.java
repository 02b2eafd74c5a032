package io.prontuario.workloads.api.limits;

import java.time.Duration;

/** What the replicas of a site must agree on, and may lose: counters of a window, and marks that end by themselves. */
public interface SharedState extends AutoCloseable {
    /** Counts one more in this window and says how many there are; the counter ends with the window. */
    long count(String key, Duration window) throws AwayException;

    /** Sets a mark for a while. */
    void mark(String key, Duration life) throws AwayException;

    /** Whether the mark is set. */
    boolean marked(String key) throws AwayException;

    @Override
    void close();

    /** The place where it is kept does not answer. */
    final class AwayException extends Exception {
        private static final long serialVersionUID = 1L;

        AwayException(Throwable cause) {
            super(cause);
        }
    }
}
