package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PersistedState;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.ReportEvidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.State.Transition;
import io.prontuario.continuity.rules.RoleChangeRateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Joins what status has recorded with the evidence that this replica has gathered itself. */
final class StateRestorer {
    private StateRestorer() {}

    static State restore(Policy policy, PersistedState persisted, State warm, Instant now) {
        Map<SiteName, SiteState> sites = new HashMap<>();
        persisted.sites().forEach((name, site) -> {
            if (name.equals(SiteName.CLOUD) ? policy.cloud() : policy.hosts().contains(name)) {
                sites.put(
                        name,
                        site(
                                site,
                                admission(policy, persisted, name, site, now),
                                Optional.ofNullable(warm.sites().get(name))));
            }
        });
        List<Instant> roleChanges = new ArrayList<>();
        for (Transition transition : persisted.transitions()) {
            Instant decidedAt = transition.times().decidedAt();
            if (transition.roleChanged() && !decidedAt.isAfter(now)) {
                roleChanges.add(decidedAt);
            }
        }
        return new State(
                new State.Roles(persisted.mode(), persisted.active(), persisted.epoch(), cloudRole(policy, persisted)),
                sites,
                new State.History(persisted.transitions(), RoleChangeRateLimit.within(policy, roleChanges, now)),
                new ReportEvidence(
                        warm.reports().frontDoors(),
                        warm.reports().heartbeat(),
                        Evidence.none(),
                        Evidence.none(),
                        used(policy, persisted)),
                new State.Clock(now, now),
                persisted.drain());
    }

    private static CloudRole cloudRole(Policy policy, PersistedState persisted) {
        return policy.cloudStandsBy() ? CloudRole.recordedWith(persisted.mode()) : CloudRole.STANDBY;
    }

    /** In the cloud status records with each host whether front doors use it. */
    private static Map<SiteName, Boolean> used(Policy policy, PersistedState persisted) {
        Map<SiteName, Boolean> used = new HashMap<>();
        if (policy.operatorRole() == OperatorRole.CLOUD) {
            for (SiteName host : policy.hosts()) {
                Optional.ofNullable(persisted.sites().get(host))
                        .flatMap(PersistedState.Site::admitted)
                        .ifPresent(admitted -> used.put(host, admitted));
            }
        }
        return used;
    }

    private static Admission admission(
            Policy policy, PersistedState persisted, SiteName name, PersistedState.Site site, Instant now) {
        Optional<Boolean> admitted = site.admitted();
        if (policy.operatorRole() == OperatorRole.CLOUD || admitted.isEmpty()) {
            return Admission.NEVER;
        }
        if (admitted.get()) {
            return Admission.ADMITTED;
        }
        return drained(policy, persisted, name, now) ? Admission.DRAINED : Admission.FAILED;
    }

    /** Withdrawn on request, the request is still active, and the host was not needed since then. */
    private static boolean drained(Policy policy, PersistedState persisted, SiteName name, Instant now) {
        return !persisted.active().equals(Optional.of(SiteName.CLOUD))
                && policy.requests()
                        .drain()
                        .filter(request -> request.host().equals(name) && request.isActive(persisted.drain(), now))
                        .isPresent();
    }

    private static SiteState site(PersistedState.Site site, Admission admission, Optional<SiteState> warm) {
        Optional<SiteState> sameBoot = warm.filter(seen -> seen.bootId().isEmpty()
                || site.bootId().isEmpty()
                || seen.bootId().equals(site.bootId()));
        return sameBoot.map(seen -> new SiteState(
                        seen.health(),
                        seen.health() == site.health() ? site.since() : seen.since(),
                        seen.evidence().failures() == 0
                                ? seen.failingSince()
                                : earlier(site.failingSince(), seen.failingSince()),
                        site.bootId().isPresent() ? site.bootId() : seen.bootId(),
                        admission,
                        admission == Admission.FAILED ? windowAnew(seen.evidence()) : seen.evidence(),
                        seen.lastResult(),
                        seen.detail()))
                .orElse(new SiteState(
                        site.health(),
                        site.since(),
                        site.failingSince(),
                        site.bootId(),
                        admission,
                        warm.map(seen -> countedUpTo(seen.evidence())).orElse(Evidence.none()),
                        CheckResult.UNKNOWN,
                        "not checked since the operator started"));
    }

    /** Checks that were counted before are not counted again: a process that stood still holds old checks. */
    private static Evidence countedUpTo(Evidence evidence) {
        return new Evidence(evidence.lastSequence(), Optional.empty(), 0, 0, 0, Duration.ZERO);
    }

    /**
     * The window of a host that the last leader withdrew begins with the new leader, even if this replica saw the host healthy all
     * along: the two did not see the same, and that is a reason to wait.
     */
    private static Evidence windowAnew(Evidence evidence) {
        return new Evidence(
                evidence.lastSequence(),
                evidence.lastAt(),
                evidence.failures(),
                evidence.successes(),
                evidence.unknowns(),
                Duration.ZERO);
    }

    private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isPresent() ? a : b;
        }
        return a.get().isBefore(b.get()) ? a : b;
    }
}
