package io.prontuario.operator.feature;

import io.prontuario.operator.status.StatusReport;

/**
 * Something that runs beside the passes of one platform, on a {@link PeriodicTask} of its own. No call may wait for a network,
 * and no feature changes a decision.
 */
public interface Feature extends AutoCloseable {
    /** The spec and status to work with from now on. Called by the leader at the start of each pass, and on followers when the object changes. */
    default void follow(PassContext pass) {}

    /** The decision is in status. Called by the leader only, before it acts. @param pass with the status as recorded */
    default void recorded(PassContext pass) {}

    /** Adds what this feature has to say in status. */
    default StatusReport contribute(PassContext pass, StatusReport report) {
        return report;
    }

    /** Ends the feature's work; waits a second at most. */
    @Override
    void close();
}
