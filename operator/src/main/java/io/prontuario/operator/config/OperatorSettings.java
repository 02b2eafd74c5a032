package io.prontuario.operator.config;

import io.prontuario.continuity.model.OperatorRole;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of the operator's process.
 *
 * @param healthPort 0 for any free port
 * @param lease timing of leader election
 * @param agentCa PEM file of the authority that signed the front doors' certificates
 * @param agentToken file with the bearer token for the front doors: for writing on site, for reading in the cloud
 * @param instance this process's name: the prefix of the leader's identity, and the reporting instance of Events
 */
public record OperatorSettings(
        OperatorRole role,
        String namespace,
        int healthPort,
        Lease lease,
        Path agentCa,
        Path agentToken,
        String instance) {

    /**
     * @param duration how long other replicas wait for a leader that no longer renews
     * @param renewDeadline how long a leader that cannot renew still leads; shorter than {@code duration}
     * @param retryPeriod longest time between two tries
     */
    public record Lease(Duration duration, Duration renewDeadline, Duration retryPeriod) {
        public Lease {
            if (renewDeadline.compareTo(duration) >= 0 || retryPeriod.compareTo(renewDeadline) >= 0) {
                throw new IllegalArgumentException(
                        "--lease-duration " + duration + " must be longer than --renew-deadline "
                                + renewDeadline + ", and that longer than --retry-period " + retryPeriod
                                + "; otherwise two leaders would overlap");
            }
        }
    }
}
