package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.PersistedState;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
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

/** What status remembers, joined with the evidence that this replica has gathered itself. */
final class StateRestorer {
    private StateRestorer() {}

    static State restore(Policy policy, PersistedState remembered, State warm, Instant now) {
        Map<SiteName, SiteState> sites = new HashMap<>();
        remembered.sites().forEach((name, site) -> {
            if (name.equals(SiteName.CLOUD) ? policy.cloud() : policy.hosts().contains(name)) {
                Admission admission = left(policy, remembered, name, site, now) ? Admission.LEFT : admission(site);
                sites.put(
                        name,
                        site(site, admission, Optional.ofNullable(warm.sites().get(name))));
            }
        });
        List<Instant> roleChanges = new ArrayList<>();
        for (Transition transition : remembered.transitions()) {
            if (transition.roleChanged() && !transition.decidedAt().isAfter(now)) {
                roleChanges.add(transition.decidedAt());
            }
        }
        return new State(
                remembered.mode(),
                remembered.active(),
                remembered.epoch(),
                sites,
                remembered.transitions(),
                RoleChangeRateLimit.within(policy, roleChanges, now),
                Evidence.none(),
                warm.frontDoors(),
                warm.heartbeat(),
                Evidence.none(),
                now,
                now,
                remembered.writing(),
                remembered.leave());
    }

    private static Admission admission(PersistedState.Site site) {
        return site.admitted()
                .map(admitted -> admitted ? Admission.ADMITTED : Admission.FAILED)
                .orElse(Admission.NEVER);
    }

    /** Withdrawn because somebody asked for it, the request still runs, and it was not needed since. */
    private static boolean left(
            Policy policy, PersistedState remembered, SiteName name, PersistedState.Site site, Instant now) {
        return site.admitted().equals(Optional.of(false))
                && !remembered.active().equals(Optional.of(SiteName.CLOUD))
                && policy.leave()
                        .filter(leave -> leave.host().equals(name) && leave.runs(remembered.leave(), now))
                        .isPresent();
    }

    private static SiteState site(PersistedState.Site site, Admission admission, Optional<SiteState> warm) {
        Optional<SiteState> sameBoot = warm.filter(seen -> seen.bootId().isEmpty()
                || site.bootId().isEmpty()
                || seen.bootId().equals(site.bootId()));
        return sameBoot.map(seen -> new SiteState(
                        seen.health() == site.health() ? site.health() : seen.health(),
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
                        "not looked at since the operator started"));
    }

    /** Nothing is known, but what was looked at before is not looked at again: a process that stood still holds old checks. */
    private static Evidence countedUpTo(Evidence evidence) {
        return new Evidence(evidence.lastSequence(), Optional.empty(), 0, 0, 0, Duration.ZERO);
    }

    /**
     * The window of a host that the last leader gave up begins with the new leader, even if this replica saw the host well all
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
