package io.prontuario.simulator;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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
        return new State(
                state.mode(),
                state.active(),
                Math.min(1, state.epoch()),
                sites,
                List.of(),
                List.of(),
                evidence(state.noHostServes(), 1, 0, longest(policy.takeoverAfter(), policy.unreadyAfter())),
                frontDoors(state),
                onsite ? Evidence.none() : evidence(state.heartbeat(), 1, 1, Duration.ZERO),
                evidence(state.follow(), policy.failureThreshold(), 0, Duration.ZERO),
                ORIGIN,
                ORIGIN,
                state.writing(),
                state.leave());
    }

    /** On site the boxes' reports are weighed as they come; in the cloud they are counted. */
    private Map<String, Evidence> frontDoors(State state) {
        if (onsite) {
            return Map.of();
        }
        Map<String, Evidence> boxes = new HashMap<>();
        state.frontDoors()
                .forEach((box, seen) -> boxes.put(
                        box,
                        evidence(
                                seen,
                                policy.failureThreshold(),
                                policy.successThreshold(),
                                seen.successes() > 0 ? policy.stabilization() : Duration.ZERO)));
        return boxes;
    }

    /** What no decision asks of a site in this condition is dropped: windows of admitted hosts, results of passing ones. */
    private SiteState site(SiteName name, SiteState site) {
        boolean failing = site.evidence().failures() > 0;
        boolean host = onsite && !name.equals(SiteName.CLOUD);
        boolean mayBeGivenUp = site.admission() == Admission.ADMITTED
                || site.admission() == Admission.NEVER
                || site.admission() == Admission.LEFT;
        Duration window = !host
                ? Duration.ZERO
                : failing
                        ? mayBeGivenUp ? policy.unreadyAfter() : Duration.ZERO
                        : site.admitted() ? Duration.ZERO : policy.stabilization();
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
                        fallen ? 1 : policy.failureThreshold(),
                        risen ? 1 : policy.successThreshold(),
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
                Math.min(evidence.unknowns(), policy.failureThreshold()),
                evidence.held().compareTo(held) > 0 ? held : evidence.held());
    }

    private static Duration longest(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
