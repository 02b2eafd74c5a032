package io.prontuario.operator.config;

import io.prontuario.continuity.model.OperatorRole;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How this process runs.
 *
 * @param healthPort 0 for any free port
 * @param lease how leadership is held
 * @param agentCa PEM of the authority that signed the front doors' certificates
 * @param agentToken file with the bearer token for the front doors: for writing on site, for reading in the cloud
 * @param instance this process's name: the first part of the leader's identity, and the reporter of Events
 */
public record OperatorSettings(
        OperatorRole site,
        String namespace,
        int healthPort,
        Lease lease,
        Path agentCa,
        Path agentToken,
        String instance) {

    /**
     * @param duration how long a silent leader stays one for the others
     * @param renewDeadline how long a leader that cannot renew stays one for itself; shorter than {@code duration}
     * @param retryPeriod longest time between two tries
     */
    public record Lease(Duration duration, Duration renewDeadline, Duration retryPeriod) {
        public Lease {
            if (renewDeadline.compareTo(duration) >= 0 || retryPeriod.compareTo(renewDeadline) >= 0) {
                throw new IllegalArgumentException(
                        "--lease-duration " + duration + " must be longer than --renew-deadline "
                                + renewDeadline + ", and that longer than --retry-period " + retryPeriod
                                + "; two leaders would overlap otherwise");
            }
        }
    }
}
