package io.prontuario.continuity.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the decider remembers. The durable part is written to status before anything is acted on; evidence counters live in
 * memory, because losing them only delays.
 */
public record State(
        Mode mode,
        Optional<SiteName> active,
        long epoch,
        Map<SiteName, SiteState> sites,
        List<Transition> transitions,
        List<Instant> roleChanges,
        Evidence noHostServes,
        Map<String, Long> frontDoorSequences) {
    public State {
        sites = Map.copyOf(sites);
        transitions = List.copyOf(transitions);
        roleChanges = List.copyOf(roleChanges);
        frontDoorSequences = Map.copyOf(frontDoorSequences);
    }

    /**
     * @param since start of the present health
     * @param failingSince first failed check of the present failure
     * @param bootId the boot id last seen
     * @param admitted whether requests may be routed there
     */
    public record SiteState(
            Health health,
            Instant since,
            Optional<Instant> failingSince,
            Optional<String> bootId,
            boolean admitted,
            Evidence evidence,
            String detail) {}

    /**
     * Evidence accrues per observation, at most one probe interval each, so a clock jump ages nothing.
     *
     * @param lastSequence newest check counted
     * @param lastAt when it was counted
     * @param failures consecutive failures
     * @param successes consecutive successes
     * @param held how long the present run of like results has lasted, as accrued
     */
    public record Evidence(long lastSequence, Optional<Instant> lastAt, int failures, int successes, Duration held) {
        public static Evidence none() {
            return new Evidence(-1, Optional.empty(), 0, 0, Duration.ZERO);
        }
    }

    /** One change and when each phase was reached. */
    public record Transition(
            Mode from,
            Mode to,
            Optional<SiteName> fromSite,
            Optional<SiteName> toSite,
            long epoch,
            String reason,
            Optional<Instant> detectedAt,
            Instant decidedAt,
            Optional<Instant> routedAt,
            Optional<Instant> servedAt) {}
}
