package io.prontuario.workloads.api.alerts;

import java.io.IOException;

/** A way to reach somebody, named so that a delivery says who has the alert. */
public interface AlertChannel {
    /** The name, for example {@code ward-3}. */
    String name();

    /**
     * Delivers; returning means that the other side has it.
     *
     * @throws IOException when it is not known to have it; no part of the message is in the exception
     */
    void deliver(Alert alert) throws IOException, InterruptedException;
}
