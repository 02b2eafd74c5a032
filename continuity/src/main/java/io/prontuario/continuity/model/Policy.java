package io.prontuario.continuity.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The part of the spec that decides.
 *
 * @param hosts on-site sites in order of preference: primary first
 * @param cloud whether there is a cloud site
 * @param probeInterval time between two role checks of a target
 * @param failureThreshold consecutive failures before Unhealthy; at least 1
 * @param successThreshold consecutive successes before Healthy; at least 1
 * @param takeoverAfter how long no host may serve, beyond the thresholds, before the cloud takes over
 * @param unreadyAfter how long all hosts may be alive but unready before the cloud takes over
 * @param stabilization how long a returned host stays healthy before it is admitted
 * @param automaticFailover false: report and wait for a person
 * @param automaticFailback false: a returned host waits for a person to admit it
 * @param maxRoleChanges automatic role changes allowed in {@code dampingWindow}
 * @param writing who may write the record; empty: this platform's database is not decided about, and its write right not claimed
 * @param leave a host that is to be left, if a person or a calendar asks for it
 */
public record Policy(
        OperatorRole operatorRole,
        List<SiteName> hosts,
        boolean cloud,
        Duration probeInterval,
        int failureThreshold,
        int successThreshold,
        Duration takeoverAfter,
        Duration unreadyAfter,
        Duration stabilization,
        boolean automaticFailover,
        boolean automaticFailback,
        int maxRoleChanges,
        Duration dampingWindow,
        Optional<Pause> pause,
        Optional<WritePolicy> writing,
        Optional<DrainRequest> leave) {
    public Policy {
        hosts = List.copyOf(hosts);
    }

    /** Of a platform whose database nobody decides about. */
    public Policy(
            OperatorRole operatorRole,
            List<SiteName> hosts,
            boolean cloud,
            Duration probeInterval,
            int failureThreshold,
            int successThreshold,
            Duration takeoverAfter,
            Duration unreadyAfter,
            Duration stabilization,
            boolean automaticFailover,
            boolean automaticFailback,
            int maxRoleChanges,
            Duration dampingWindow,
            Optional<Pause> pause) {
        this(
                operatorRole,
                hosts,
                cloud,
                probeInterval,
                failureThreshold,
                successThreshold,
                takeoverAfter,
                unreadyAfter,
                stabilization,
                automaticFailover,
                automaticFailback,
                maxRoleChanges,
                dampingWindow,
                pause,
                Optional.empty(),
                Optional.empty());
    }

    /** The same with these rules for the write right. */
    public Policy withWriting(WritePolicy changed) {
        return with(Optional.of(changed), leave);
    }

    /** The same, asked to leave a host. */
    public Policy withLeave(DrainRequest asked) {
        return with(writing, Optional.of(asked));
    }

    private Policy with(Optional<WritePolicy> changed, Optional<DrainRequest> asked) {
        return new Policy(
                operatorRole,
                hosts,
                cloud,
                probeInterval,
                failureThreshold,
                successThreshold,
                takeoverAfter,
                unreadyAfter,
                stabilization,
                automaticFailover,
                automaticFailback,
                maxRoleChanges,
                dampingWindow,
                pause,
                changed,
                asked);
    }

    /** No automatic transition before {@code until}. */
    public record Pause(java.time.Instant until, String reason) {}
}
