package io.prontuario.continuity.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the decider remembers. The durable part is written to status before anything is acted on; evidence counters live in
 * memory, because losing them only delays.
 *
 * @param active the site that serves now; empty while nothing does
 * @param epoch strictly increases with every role change, that is with every change of {@code active}
 * @param transitions newest last, bounded
 * @param roleChanges when automatic role changes were made, on the {@link #steady} clock, for damping
 * @param noHostServes cloud operatorRole: how long it has been positively known that no host serves
 * @param frontDoors per front-door box: consecutive reports that some host serves (successes) or none does (failures)
 * @param heartbeat the on-site operator's heartbeat: successes while it says hosts serve, failures while it says none does
 * @param follow cloud operatorRole: consecutive reports in which the front door prefers another host than {@code active}
 * @param steady a clock that advances at most one probe interval a round, so that a clock jump ages nothing
 * @param lastRound when the last round was
 * @param writing who may write the record; apart from {@code active} and {@code epoch}, which are about requests
 * @param leave the newest request to leave a host
 */
public record State(
        Mode mode,
        Optional<SiteName> active,
        long epoch,
        Map<SiteName, SiteState> sites,
        List<Transition> transitions,
        List<Instant> roleChanges,
        Evidence noHostServes,
        Map<String, Evidence> frontDoors,
        Evidence heartbeat,
        Evidence follow,
        Instant steady,
        Instant lastRound,
        WriterEpoch writing,
        DrainRequest.Handled leave) {
    public State {
        sites = Map.copyOf(sites);
        transitions = List.copyOf(transitions);
        roleChanges = List.copyOf(roleChanges);
        frontDoors = Map.copyOf(frontDoors);
    }

    /** Of a platform whose write right was never decided, and where nobody asked to leave a host. */
    public State(
            Mode mode,
            Optional<SiteName> active,
            long epoch,
            Map<SiteName, SiteState> sites,
            List<Transition> transitions,
            List<Instant> roleChanges,
            Evidence noHostServes,
            Map<String, Evidence> frontDoors,
            Evidence heartbeat,
            Evidence follow,
            Instant steady,
            Instant lastRound) {
        this(
                mode,
                active,
                epoch,
                sites,
                transitions,
                roleChanges,
                noHostServes,
                frontDoors,
                heartbeat,
                follow,
                steady,
                lastRound,
                WriterEpoch.vacant(),
                DrainRequest.Handled.none());
    }

    /** What is known of one site. */
    public SiteState site(SiteName name) {
        return SiteState.in(sites, name);
    }

    /** Whether requests may be routed to this host, or why not. */
    public enum Admission {
        /** No admission is on record: a new host, admitted as soon as it is healthy. */
        NEVER,
        /** Requests may be routed there. */
        ADMITTED,
        /** It started again since its last admission. */
        REBOOTED,
        /** It was decided failed in this boot. */
        FAILED,
        /** It was left because somebody asked for it; nothing is wrong with it. */
        LEFT
    }

    /**
     * @param since start of the present health
     * @param failingSince first failed check of the present failure
     * @param bootId the boot id last seen
     * @param lastResult result of the newest check that was counted
     */
    public record SiteState(
            Health health,
            Instant since,
            Optional<Instant> failingSince,
            Optional<String> bootId,
            Admission admission,
            Evidence evidence,
            Observation.CheckResult lastResult,
            String detail) {
        /** Whether requests may be routed there. */
        public boolean admitted() {
            return admission == Admission.ADMITTED;
        }

        public SiteState withAdmission(Admission changed) {
            return new SiteState(health, since, failingSince, bootId, changed, evidence, lastResult, detail);
        }

        private static final SiteState UNSEEN = unseen(Instant.EPOCH);

        /** The site's state, or "nothing is known of it". */
        public static SiteState in(Map<SiteName, SiteState> sites, SiteName name) {
            SiteState site = sites.get(name);
            return site == null ? UNSEEN : site;
        }

        /** A site of which nothing is known yet. */
        public static SiteState unseen(Instant now) {
            return new SiteState(
                    Health.UNKNOWN,
                    now,
                    Optional.empty(),
                    Optional.empty(),
                    Admission.NEVER,
                    Evidence.none(),
                    Observation.CheckResult.UNKNOWN,
                    "not looked at yet");
        }
    }

    /**
     * Evidence accrues per observation, at most one probe interval each, so a clock jump ages nothing.
     *
     * @param lastSequence newest check counted
     * @param lastAt when it was counted
     * @param failures failures since the last success
     * @param successes successes since the last failure
     * @param unknowns consecutive checks that could not look; they end no run and lengthen none
     * @param held how long the present run of like results has lasted, as accrued
     */
    public record Evidence(
            long lastSequence, Optional<Instant> lastAt, int failures, int successes, int unknowns, Duration held) {
        private static final Evidence NONE = new Evidence(-1, Optional.empty(), 0, 0, 0, Duration.ZERO);

        public static Evidence none() {
            return NONE;
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
            Optional<Instant> servedAt) {
        /** Whether the role moved to another site, and not only the mode's name changed. */
        public boolean roleChanged() {
            return !fromSite.equals(toSite);
        }
    }
}
