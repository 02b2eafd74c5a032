package io.prontuario.simulator;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Clock;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.History;
import io.prontuario.continuity.model.State.ReportEvidence;
import io.prontuario.continuity.model.State.Roles;
import io.prontuario.continuity.model.State.SiteState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Two states are the same to the explorer when no decision can tell them apart: times are moved so that now is the origin,
 * counters and windows are capped at their thresholds, the history is dropped, and of the epoch only whether there was one is kept.
 */
final class Canonical {
    static final Instant ORIGIN = Instant.EPOCH.plus(Duration.ofDays(1));

    /** Of a boot id only matters whether the next one is the same. */
    static final String KNOWN_BOOT = "a";

    private final Policy policy;
    private final boolean onsite;

    /** @param policy with a budget of role changes that cannot be used up: damping is left to random schedules */
    Canonical(Policy policy) {
        this.policy = policy;
        this.onsite = policy.operatorRole() == OperatorRole.ONSITE;
    }

    State of(State state) {
        Map<SiteName, SiteState> sites = new HashMap<>();
        state.sites().forEach((name, site) -> sites.put(name, site(name, site)));
        ReportEvidence reports = state.reports();
        return new State(
                new Roles(
                        state.mode(),
                        state.active(),
                        Math.min(1, state.epoch()),
                        state.roles().cloud()),
                sites,
                History.EMPTY,
                new ReportEvidence(
                        frontDoors(reports),
                        onsite ? Evidence.none() : evidence(reports.heartbeat(), 1, 1, Duration.ZERO),
                        evidence(
                                reports.noHostServes(),
                                1,
                                0,
                                longest(
                                        policy.windows().takeoverAfter(),
                                        policy.windows().unreadyAfter())),
                        evidence(reports.preference(), policy.thresholds().failures(), 0, Duration.ZERO),
                        used(reports)),
                new Clock(ORIGIN, ORIGIN),
                state.drain());
    }

    /** A host that is not used is to every decision as one that never was. */
    private static Map<SiteName, Boolean> used(ReportEvidence reports) {
        Map<SiteName, Boolean> used = new HashMap<>(reports.used());
        used.values().removeIf(use -> !use);
        return used;
    }

    /** On site the boxes' reports are weighed as they come; in the cloud they are counted. */
    private Map<String, Evidence> frontDoors(ReportEvidence reports) {
        if (onsite) {
            return Map.of();
        }
        Map<String, Evidence> boxes = new HashMap<>();
        reports.frontDoors()
                .forEach((box, seen) -> boxes.put(
                        box,
                        evidence(
                                seen,
                                policy.thresholds().failures(),
                                policy.thresholds().successes(),
                                seen.successes() > 0 ? policy.windows().stabilization() : Duration.ZERO)));
        return boxes;
    }

    /** What no decision asks of a site in this condition is dropped: windows of admitted hosts, results of passing ones. */
    private SiteState site(SiteName name, SiteState site) {
        boolean failing = site.evidence().failures() > 0;
        boolean host = onsite && !name.equals(SiteName.CLOUD);
        boolean mayBeGivenUp = site.admission() == Admission.ADMITTED
                || site.admission() == Admission.NEVER
                || site.admission() == Admission.DRAINED;
        Duration window = !host
                ? Duration.ZERO
                : failing
                        ? mayBeGivenUp ? policy.windows().unreadyAfter() : Duration.ZERO
                        : site.admitted() ? Duration.ZERO : policy.windows().stabilization();
        boolean risen = site.health() == Health.HEALTHY;
        boolean fallen = site.health() == Health.UNHEALTHY && !(host && mayBeGivenUp);
        return new SiteState(
                site.health(),
                ORIGIN,
                Optional.empty(),
                host ? site.bootId().map(known -> KNOWN_BOOT) : Optional.empty(),
                site.admission(),
                evidence(
                        site.evidence(),
                        fallen ? 1 : policy.thresholds().failures(),
                        risen ? 1 : policy.thresholds().successes(),
                        window),
                failing && (onsite ? host && mayBeGivenUp : !name.equals(SiteName.CLOUD))
                        ? site.lastResult()
                        : CheckResult.SERVING,
                "");
    }

    private Evidence evidence(Evidence evidence, int failures, int successes, Duration held) {
        if (evidence.lastSequence() < 0 && evidence.unknowns() == 0) {
            return Evidence.none();
        }
        return new Evidence(
                Math.min(0, evidence.lastSequence()),
                Optional.of(ORIGIN),
                Math.min(evidence.failures(), failures),
                Math.min(evidence.successes(), successes),
                Math.min(evidence.unknowns(), policy.thresholds().failures()),
                evidence.duration().compareTo(held) > 0 ? held : evidence.duration());
    }

    private static Duration longest(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
