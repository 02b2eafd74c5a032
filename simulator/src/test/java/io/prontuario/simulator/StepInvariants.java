package io.prontuario.simulator;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Admission;
import java.util.Optional;

/** What must hold of a single step, whatever state it starts from. */
final class StepInvariants {
    private final Policy policy;

    StepInvariants(Policy policy) {
        this.policy = policy;
    }

    /** What does not hold, if anything. @param object with what it asked for in this round */
    Optional<String> check(Policy object, State before, Observation seen, Decision decision) {
        State after = decision.next();
        boolean moved = !after.active().equals(before.active());
        if (moved ? after.epoch() <= before.epoch() : after.epoch() != before.epoch()) {
            return Optional.of(Invariant.EPOCHS_INCREASE + ": " + before.epoch() + " to " + after.epoch());
        }
        if (policy.operatorRole() == OperatorRole.CLOUD) {
            return cloud(before, seen, after);
        }
        return onsite(before, seen, decision, moved).or(() -> leaves(object, before, seen, after));
    }

    private Optional<String> onsite(State before, Observation seen, Decision decision, boolean moved) {
        State after = decision.next();
        for (SiteName host : policy.hosts()) {
            SiteCheck check = seen.sites().get(host);
            if (moved
                    && after.active().equals(Optional.of(host))
                    && (check == null || check.result() != CheckResult.SERVING)) {
                return Optional.of(Invariant.ROLE_ONLY_TO_A_PASSING_HOST + ": " + host);
            }
            Admission was = before.site(host).admission();
            Admission is = after.site(host).admission();
            if (was != Admission.FAILED
                    && is == Admission.FAILED
                    && after.site(host).evidence().failures()
                            < policy.thresholds().failures()) {
                return Optional.of(Invariant.HOSTS_FAIL_ON_EVIDENCE + ": " + host);
            }
            boolean kept =
                    was == Admission.ADMITTED || was == Admission.DRAINED; // taken back as if it had not been left
            if (!kept && is == Admission.ADMITTED && after.site(host).health() != Health.HEALTHY) {
                return Optional.of(Invariant.ADMITTED_AFTER_THE_WINDOW + ": " + host + " is not healthy");
            }
            for (Action action : decision.actions()) {
                if (action instanceof Action.Route route
                        && route.admitted().contains(host) != after.site(host).admitted()) {
                    return Optional.of(Invariant.ROUTE_LISTS_ADMITTED_HOSTS_ONLY + ": " + host);
                }
                if (action instanceof Action.Admit admit
                        && admit.site().equals(host)
                        && (!after.site(host).admitted()
                                || !Optional.of(admit.bootId())
                                        .equals(after.site(host).bootId()))) {
                    return Optional.of(Invariant.LATCH_ONLY_THE_ADMITTED_BOOT + ": " + admit);
                }
            }
        }
        return Optional.empty();
    }

    /** A host is left only when asked for and while another one that is used serves; never is it missed. */
    private Optional<String> leaves(Policy object, State before, Observation seen, State after) {
        for (SiteName host : policy.hosts()) {
            if (after.site(host).admission() != Admission.DRAINED) {
                continue;
            }
            boolean began = before.site(host).admission() != Admission.DRAINED;
            boolean used = false;
            boolean serves = false;
            boolean all = true;
            for (SiteName other : policy.hosts()) {
                boolean admitted = after.site(other).admitted();
                SiteCheck check = seen.sites().get(other);
                used |= admitted;
                serves |= admitted && check != null && check.result() == CheckResult.SERVING;
                all &= admitted || other.equals(host);
            }
            if (!used) {
                return Optional.of(Invariant.A_DRAINED_HOST_IS_NOT_NEEDED + ": " + host);
            }
            Optional<DrainRequest> asked =
                    object.requests().drain().filter(leave -> leave.host().equals(host));
            boolean ready = serves && asked.isPresent() && (all || asked.get().kind() != PlannedChangeKind.DRILL);
            if (began && !ready) {
                return Optional.of(Invariant.DRAINS_BEGIN_READY + ": " + host);
            }
        }
        return Optional.empty();
    }

    private Optional<String> cloud(State before, Observation seen, State after) {
        boolean takesOver =
                before.roles().cloud() == CloudRole.STANDBY && after.roles().cloud() == CloudRole.ACTIVE;
        boolean handsBack =
                before.roles().cloud() == CloudRole.ACTIVE && after.roles().cloud() == CloudRole.STANDBY;
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
            return Optional.of(Invariant.TAKEOVER_ON_POSITIVE_EVIDENCE.toString());
        }
        return handsBack && !uses ? Optional.of(Invariant.HAND_BACK_TO_A_STABLE_SITE.toString()) : Optional.empty();
    }
}
