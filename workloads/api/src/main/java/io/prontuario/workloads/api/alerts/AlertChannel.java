package io.prontuario.workloads.api.alerts;

import java.io.IOException;

/** A channel that delivers alerts to people, for example a pager. */
public interface AlertChannel {
    /** The name, for example {@code ward-3}. */
    String name();

    /**
     * Delivers an alert. Returns once the receiver has acknowledged it.
     *
     * @throws IOException if the receiver has not acknowledged it; the exception contains no part of the message
     */
    void deliver(Alert alert) throws IOException, InterruptedException;
}
