package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.CheckCounter;
import io.prontuario.continuity.rules.FailbackEligibility;
import io.prontuario.continuity.rules.ManualMode;
import io.prontuario.continuity.rules.PauseRule;
import io.prontuario.continuity.rules.PeerVeto;
import io.prontuario.continuity.rules.RoleChangeRateLimit;
import io.prontuario.continuity.rules.TakeoverEvidence;
import io.prontuario.continuity.rules.TakeoverEvidence.Verdict;
import io.prontuario.continuity.rules.TakeoverWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The cloud's judgement: stand by, take over on positive evidence, hand back when the site is stable. */
final class CloudTakeoverPolicy {
    private final DecisionContext round;
    private final Map<SiteName, SiteState> sites;
    private final Map<String, Evidence> frontDoors;
    private final Evidence heartbeat;
    private final Verdict verdict;

    CloudTakeoverPolicy(
            DecisionContext round,
            Map<SiteName, SiteState> sites,
            Map<String, Evidence> frontDoors,
            Evidence heartbeat) {
        this.round = round;
        this.sites = sites;
        this.frontDoors = frontDoors;
        this.heartbeat = heartbeat;
        this.verdict = TakeoverEvidence.judge(round.guards, round.policy, round.seen, frontDoors, sites);
    }

    /** Whether the cloud holds the role in this mode. */
    static boolean takenOver(Mode mode) {
        return switch (mode) {
            case EMERGENCY, OUTAGE, FAILBACK -> true;
            case FULL, DEGRADED -> false;
        };
    }

    Verdict verdict() {
        return verdict;
    }

    /** How long it has been positively known that no host serves. */
    Evidence noHostServes() {
        if (verdict != Verdict.NO_HOST_SERVES) {
            boolean silent = verdict == Verdict.ALL_SILENT || verdict == Verdict.FRONT_DOOR_SILENT;
            return silent ? round.before.noHostServes() : Evidence.none();
        }
        Evidence before = round.before.noHostServes();
        boolean news = before.failures() == 0 || HealthTracker.news(round, frontDoors);
        return news
                ? CheckCounter.count(
                        round.guards,
                        before,
                        CheckCounter.Outcome.FAIL,
                        before.lastSequence() + 1,
                        round.now,
                        round.policy.probeInterval())
                : before;
    }

    /** Consecutive reports in which the front doors prefer another host than the one named active. */
    Evidence follow() {
        Optional<SiteName> used = firstServed();
        Evidence before = round.before.follow();
        if (used.isEmpty() || used.equals(round.before.active())) {
            return Evidence.none();
        }
        return HealthTracker.news(round, frontDoors)
                ? CheckCounter.count(
                        round.guards,
                        before,
                        CheckCounter.Outcome.FAIL,
                        before.lastSequence() + 1,
                        round.now,
                        round.policy.probeInterval())
                : before;
    }

    ProposedState judge(Evidence noHostServes, Evidence follow, Instant steady) {
        noteWhatFrontDoorsUse();
        if (PauseRule.paused(round.guards, round.policy, round.now)) {
            round.held(
                    PauseRule.class,
                    "paused until " + round.policy.pause().get().until() + ": "
                            + round.policy.pause().get().reason());
            return ProposedState.unchanged(round.before, sites);
        }
        return takenOver(round.before.mode()) ? whileTakenOver(steady) : onStandby(noHostServes, follow);
    }

    /** In the cloud a host is "admitted" when the front doors use it: admission itself is the site's business. */
    private void noteWhatFrontDoorsUse() {
        boolean answers = false;
        for (FrontDoorReport report : round.seen.frontDoors().values()) {
            answers |= report.reachable();
        }
        if (!answers) {
            return;
        }
        for (SiteName host : round.policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            boolean used = PeerVeto.anyServes(round.seen, host);
            if (used != site.admitted()) {
                sites.put(host, site.withAdmission(used ? Admission.ADMITTED : Admission.FAILED));
            }
        }
    }

    private ProposedState onStandby(Evidence noHostServes, Evidence follow) {
        if (verdict == Verdict.NO_HOST_SERVES && mayTakeOver(noHostServes)) {
            return takeOver();
        }
        if (verdict != Verdict.HOST_SERVES && verdict != Verdict.NO_HOST_SERVES && silentFor(verdict)) {
            round.held(TakeoverEvidence.class, silence(verdict));
        }
        Optional<SiteName> used = firstServed();
        Optional<SiteName> active = round.before.active();
        boolean first = active.isEmpty() || active.get().equals(SiteName.CLOUD);
        if (used.isPresent() && (first || follow.failures() >= round.policy.failureThreshold())) {
            active = used;
        }
        Mode mode = standbyMode();
        String reason = active.equals(round.before.active())
                ? mode == Mode.FULL ? "every host serves" : "not every host serves"
                : "the front door uses " + active.map(SiteName::value).orElse("nothing");
        return new ProposedState(mode, active, sites, reason, Optional.empty());
    }

    private static boolean silentFor(Verdict verdict) {
        return verdict == Verdict.ALL_SILENT || verdict == Verdict.FRONT_DOOR_SILENT;
    }

    private static String silence(Verdict verdict) {
        return verdict == Verdict.ALL_SILENT
                ? "neither the front doors nor the hosts answer: changed nothing; check the connection to the site"
                : "the front doors do not answer though hosts do: changed nothing; check the agents on the boxes";
    }

    private boolean mayTakeOver(Evidence noHostServes) {
        Duration window = TakeoverWindow.length(round.guards, round.policy, sites);
        if (noHostServes.held().compareTo(window) < 0) {
            round.held(
                    TakeoverWindow.class,
                    "no host serves; taking over in " + window.minus(noHostServes.held()) + " unless one does");
            return false;
        }
        if (ManualMode.holdsFailover(round.guards, round.policy, round.before.epoch())) {
            round.held(ManualMode.class, "failover.mode is Manual: no host serves; a person has to decide");
            return false;
        }
        round.allowed(TakeoverEvidence.class, "no host serves, positively known for " + noHostServes.held());
        return true;
    }

    private ProposedState takeOver() {
        boolean serves = cloud().health() != Health.UNHEALTHY;
        return new ProposedState(
                serves ? Mode.EMERGENCY : Mode.OUTAGE,
                serves ? Optional.of(SiteName.CLOUD) : Optional.empty(),
                sites,
                serves
                        ? "no host serves; the emergency profile takes over"
                        : "no host serves, and the cloud does not yet",
                firstNone());
    }

    private ProposedState whileTakenOver(Instant steady) {
        if (FailbackEligibility.passed(round.guards, round.policy, round.seen, frontDoors, heartbeat)
                && mayReturn(steady)) {
            return new ProposedState(
                    standbyMode(), firstServed(), sites, "hosts serve again and are stable", Optional.empty());
        }
        return switch (cloud().health()) {
            case HEALTHY -> new ProposedState(
                    hostsAreBack() ? Mode.FAILBACK : Mode.EMERGENCY,
                    Optional.of(SiteName.CLOUD),
                    sites,
                    hostsAreBack()
                            ? "hosts are back and watched; the cloud serves meanwhile"
                            : "the emergency profile serves",
                    Optional.empty());
            case UNHEALTHY -> new ProposedState(
                    Mode.OUTAGE,
                    Optional.empty(),
                    sites,
                    "no host serves, and the cloud does not: " + cloud().detail(),
                    cloud().failingSince());
            case UNKNOWN -> ProposedState.unchanged(round.before, sites);
        };
    }

    private boolean mayReturn(Instant steady) {
        if (ManualMode.holdsFailback(round.guards, round.policy)
                && round.before.active().isPresent()) {
            round.held(
                    ManualMode.class, "failover.failback.mode is Manual: hosts serve again; a person has to hand back");
            return false;
        }
        if (round.before.active().isPresent()
                && !RoleChangeRateLimit.allows(round.guards, round.policy, round.before.roleChanges(), steady)) {
            round.held(
                    RoleChangeRateLimit.class,
                    "hosts serve again, but the role changes allowed in " + round.policy.dampingWindow()
                            + " are used up; next in "
                            + RoleChangeRateLimit.remaining(round.policy, round.before.roleChanges(), steady));
            return false;
        }
        return true;
    }

    private boolean hostsAreBack() {
        for (SiteName host : round.policy.hosts()) {
            if (SiteState.in(sites, host).health() == Health.HEALTHY) {
                return true;
            }
        }
        return verdict == Verdict.HOST_SERVES;
    }

    private Mode standbyMode() {
        if (FailbackEligibility.beats(round.policy, heartbeat)
                && round.seen.onsite().isPresent()) {
            return round.seen.onsite().get().mode() == Mode.FULL ? Mode.FULL : Mode.DEGRADED;
        }
        if (verdict != Verdict.HOST_SERVES) {
            return round.before.mode() == Mode.FULL ? Mode.FULL : Mode.DEGRADED;
        }
        for (SiteName host : round.policy.hosts()) {
            if (SiteState.in(sites, host).health() == Health.UNHEALTHY) {
                return Mode.DEGRADED;
            }
        }
        return Mode.FULL;
    }

    private Optional<SiteName> firstServed() {
        for (SiteName host : round.policy.hosts()) {
            if (PeerVeto.anyServes(round.seen, host)) {
                return Optional.of(host);
            }
        }
        return Optional.empty();
    }

    private SiteState cloud() {
        return SiteState.in(sites, SiteName.CLOUD);
    }

    /** When the first host's present failure was first seen, for the record. */
    private Optional<Instant> firstNone() {
        Optional<Instant> first = Optional.empty();
        for (SiteName host : round.policy.hosts()) {
            Optional<Instant> since = SiteState.in(sites, host).failingSince();
            if (since.isPresent() && (first.isEmpty() || since.get().isBefore(first.get()))) {
                first = since;
            }
        }
        return first.isPresent() ? first : round.before.noHostServes().lastAt();
    }
}
