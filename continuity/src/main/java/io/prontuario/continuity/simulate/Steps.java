package io.prontuario.continuity.simulate;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.Vantage;
import java.util.Optional;

/** What must hold of a single step, whatever state it starts from. */
final class Steps {
    private final Policy policy;

    Steps(Policy policy) {
        this.policy = policy;
    }

    /** What does not hold, if anything. */
    Optional<String> check(State before, Observation seen, Decision decision) {
        State after = decision.next();
        boolean moved = !after.active().equals(before.active());
        if (moved ? after.epoch() <= before.epoch() : after.epoch() != before.epoch()) {
            return Optional.of("EpochsIncrease: " + before.epoch() + " to " + after.epoch());
        }
        return policy.vantage() == Vantage.ONSITE ? onsite(before, seen, decision, moved) : cloud(before, seen, after);
    }

    private Optional<String> onsite(State before, Observation seen, Decision decision, boolean moved) {
        State after = decision.next();
        for (SiteName host : policy.hosts()) {
            SiteCheck check = seen.sites().get(host);
            if (moved
                    && after.active().equals(Optional.of(host))
                    && (check == null || check.result() != CheckResult.SERVING)) {
                return Optional.of("RoleOnlyToAPassingHost: " + host);
            }
            Admission was = before.site(host).admission();
            Admission is = after.site(host).admission();
            if (was != Admission.FAILED
                    && is == Admission.FAILED
                    && after.site(host).evidence().failures() < policy.failureThreshold()) {
                return Optional.of("GivenUpOnEvidence: " + host);
            }
            if (was != Admission.ADMITTED
                    && is == Admission.ADMITTED
                    && after.site(host).health() != Health.HEALTHY) {
                return Optional.of("AdmittedAfterTheWindow: " + host + " is not healthy");
            }
            for (Action action : decision.actions()) {
                if (action instanceof Action.Route route
                        && route.admitted().contains(host) != after.site(host).admitted()) {
                    return Optional.of("RouteListsAdmittedHostsOnly: " + host);
                }
                if (action instanceof Action.Admit admit
                        && admit.site().equals(host)
                        && (!after.site(host).admitted()
                                || !Optional.of(admit.bootId())
                                        .equals(after.site(host).bootId()))) {
                    return Optional.of("LatchOnlyTheAdmittedBoot: " + admit);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> cloud(State before, Observation seen, State after) {
        boolean takesOver = !Modes.takenOver(before.mode()) && Modes.takenOver(after.mode());
        boolean handsBack = Modes.takenOver(before.mode()) && !Modes.takenOver(after.mode());
        boolean answers = false;
        boolean uses = false;
        for (FrontDoorReport report : seen.frontDoors().values()) {
            answers |= report.reachable();
            for (SiteName host : policy.hosts()) {
                uses |= report.reachable()
                        && Boolean.TRUE.equals(report.serving().get(host));
            }
        }
        if (takesOver && (!answers || uses)) {
            return Optional.of("TakeoverOnPositiveEvidence");
        }
        return handsBack && !uses ? Optional.of("HandBackToAStableSite") : Optional.empty();
    }
}
