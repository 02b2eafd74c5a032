package io.prontuario.continuity.model;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the failover decider remembers. The durable part ({@link PersistedState}) is written to status before anything is acted on;
 * evidence is kept in memory only, because losing it only delays a decision.
 *
 * @param sites hosts and cloud
 * @param reports what front doors and the on-site operator have reported, as counted
 * @param drain the newest drain request that was handled
 */
public record State(
        Roles roles,
        Map<SiteName, SiteState> sites,
        History history,
        ReportEvidence reports,
        Clock clock,
        HandledRequest drain) {
    public State {
        sites = Map.copyOf(sites);
    }

    /**
     * The outcome of the decisions so far.
     *
     * @param active the site that requests go to; empty while no site serves
     * @param epoch strictly increases with every change of {@code active}
     * @param cloud the cloud's role, where the cloud's operator decides
     */
    public record Roles(Mode mode, Optional<SiteName> active, long epoch, CloudRole cloud) {}

    /**
     * @param transitions newest last, bounded
     * @param roleChanges when automatic role changes were made, on the {@link Clock#steady} clock; the rate limit counts them
     */
    public record History(List<Transition> transitions, List<Instant> roleChanges) {
        public static final History EMPTY = new History(List.of(), List.of());

        public History {
            transitions = List.copyOf(transitions);
            roleChanges = List.copyOf(roleChanges);
        }
    }

    /**
     * @param steady a clock that advances by at most one probe interval a round, so that a clock jump ages nothing
     * @param lastRound wall clock time of the last round
     */
    public record Clock(Instant steady, Instant lastRound) {}

    /**
     * Evidence from reports, as opposed to the operator's own checks. The last three are kept by the cloud's operator only.
     *
     * @param frontDoors per box: consecutive reports that some host serves (successes) or that none does (failures)
     * @param heartbeat the on-site operator's heartbeat: successes while it says that hosts serve, failures while it says that none does
     * @param noHostServes how long it has been positively known that no host serves
     * @param preference consecutive reports in which the front doors prefer another host than {@link Roles#active}
     * @param used per host: whether a front door used it when one last answered; absent: never seen in use
     */
    public record ReportEvidence(
            Map<String, Evidence> frontDoors,
            Evidence heartbeat,
            Evidence noHostServes,
            Evidence preference,
            Map<SiteName, Boolean> used) {
        public static final ReportEvidence NONE =
                new ReportEvidence(Map.of(), Evidence.none(), Evidence.none(), Evidence.none(), Map.of());

        public ReportEvidence {
            frontDoors = Map.copyOf(frontDoors);
            used = Map.copyOf(used);
        }
    }

    public Mode mode() {
        return roles.mode();
    }

    public Optional<SiteName> active() {
        return roles.active();
    }

    public long epoch() {
        return roles.epoch();
    }

    public List<Transition> transitions() {
        return history.transitions();
    }

    public List<Instant> roleChanges() {
        return history.roleChanges();
    }

    /** What is known of one site. */
    public SiteState site(SiteName name) {
        return SiteState.in(sites, name);
    }

    /**
     * Whether requests go to this host as far as this operator knows: on site it was admitted; in the cloud a front door used it when
     * one last answered. Admission is the on-site operator's decision only.
     */
    public boolean inUse(SiteName host) {
        return site(host).admitted() || Boolean.TRUE.equals(reports.used().get(host));
    }

    /** Whether requests may be routed to this host, or why not. The on-site operator decides it. */
    public enum Admission {
        /** No admission is on record: a new host, admitted as soon as it is healthy. */
        NEVER,
        /** Requests may be routed there. */
        ADMITTED,
        /** It has restarted since its last admission. */
        REBOOTED,
        /** It was decided failed in this boot. */
        FAILED,
        /** It was drained on request and is otherwise well. */
        DRAINED
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
        private static final SiteState UNSEEN = unseen(Instant.EPOCH);

        /** Whether requests may be routed there. */
        public boolean admitted() {
            return admission == Admission.ADMITTED;
        }

        public SiteState withAdmission(Admission changed) {
            return new SiteState(health, since, failingSince, bootId, changed, evidence, lastResult, detail);
        }

        /** The site's state in this map, or that of a site of which nothing is known. */
        public static SiteState in(Map<SiteName, SiteState> sites, SiteName name) {
            SiteState site = sites.get(name);
            return site == null ? UNSEEN : site;
        }

        /** An immutable copy of this map in which the site has another admission. */
        public static Map<SiteName, SiteState> withAdmission(
                Map<SiteName, SiteState> sites, SiteName name, Admission changed) {
            Map<SiteName, SiteState> copy = new HashMap<>(sites);
            copy.put(name, in(sites, name).withAdmission(changed));
            return Map.copyOf(copy);
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
                    "not checked yet");
        }
    }

    /**
     * A run of like checks. It accrues per check, at most one probe interval each, so that a clock jump ages nothing.
     *
     * @param lastSequence newest check counted
     * @param lastAt when it was counted
     * @param failures failures since the last success
     * @param successes successes since the last failure
     * @param unknowns consecutive checks that could not be made; they neither end nor lengthen a run
     * @param duration how long the present run has lasted, as accrued
     */
    public record Evidence(
            long lastSequence, Optional<Instant> lastAt, int failures, int successes, int unknowns, Duration duration) {
        private static final Evidence NONE = new Evidence(-1, Optional.empty(), 0, 0, 0, Duration.ZERO);

        public static Evidence none() {
            return NONE;
        }
    }

    /** One change of the mode or of the active site. */
    public record Transition(
            Mode from,
            Mode to,
            Optional<SiteName> fromSite,
            Optional<SiteName> toSite,
            long epoch,
            String reason,
            TransitionTimes times) {
        /** Whether requests moved to another site, and not only the mode changed. */
        public boolean roleChanged() {
            return !fromSite.equals(toSite);
        }
    }

    /**
     * When each phase of a transition was reached.
     *
     * @param detectedAt its cause was first seen
     * @param decidedAt it was decided
     * @param routedAt no front door used the old site any more
     * @param servedAt the new site served
     */
    public record TransitionTimes(
            Optional<Instant> detectedAt, Instant decidedAt, Optional<Instant> routedAt, Optional<Instant> servedAt) {}
}
