package io.prontuario.simulator;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Admission;
import java.util.Map;
import java.util.Optional;

/** What no decision may do, whatever message is lost, duplicated or delayed and whichever machine is dead. */
final class SafetyInvariants {
    private SafetyInvariants() {}

    private static boolean became(DecisionEvent event, SiteName host, Admission admission) {
        return event.after().site(host).admission() == admission
                && event.before().site(host).admission() != admission;
    }

    /** Epochs rise with every role change and only then, across restarts and changes of leader. */
    static final class EpochsIncrease extends InvariantCheck {
        private final long[] epoch = new long[2];

        @SuppressWarnings("unchecked")
        private final Optional<SiteName>[] active = new Optional[] {Optional.empty(), Optional.empty()};

        EpochsIncrease() {
            super(Invariant.EPOCHS_INCREASE);
        }

        @Override
        public void decided(DecisionEvent event) {
            int side = event.onsite() ? 0 : 1;
            State after = event.after();
            boolean moved = !after.active().equals(active[side]);
            if (after.epoch() < epoch[side] || (moved != after.epoch() > epoch[side])) {
                violated(
                        event.at(),
                        "epoch " + epoch[side] + " of " + active[side] + " became epoch " + after.epoch() + " of "
                                + after.active());
            }
            epoch[side] = after.epoch();
            active[side] = after.active();
        }
    }

    /** a host is given up only after enough failed checks, each counted once. */
    static final class HostsFailOnEvidence extends InvariantCheck {
        private final ShadowEvidence recount;

        HostsFailOnEvidence(ShadowEvidence recount) {
            super(Invariant.HOSTS_FAIL_ON_EVIDENCE);
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent event) {
            if (!event.onsite()) {
                return;
            }
            for (int i = 0; i < event.policy().hosts().size(); i++) {
                SiteName host = event.policy().hosts().get(i);
                int fails = recount.fails(event.replica(), i);
                if (became(event, host, Admission.FAILED)
                        && fails < event.policy().thresholds().failures()) {
                    violated(event.at(), host + " was given up after " + fails + " failed checks");
                }
            }
        }
    }

    /** A host becomes active only when it passes its checks, enough of them, the newest included. Unknown never promotes. */
    static final class RoleOnlyToAPassingHost extends InvariantCheck {
        private final ShadowEvidence recount;

        RoleOnlyToAPassingHost(ShadowEvidence recount) {
            super(Invariant.ROLE_ONLY_TO_A_PASSING_HOST);
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent event) {
            Optional<SiteName> active = event.after().active();
            if (!event.onsite()
                    || active.isEmpty()
                    || active.equals(event.before().active())) {
                return;
            }
            int host = event.policy().hosts().indexOf(active.get());
            if (host >= 0
                    && (!recount.passedLast(event.replica(), host)
                            || !(recount.healthy(event.replica(), host)
                                    || event.before().site(active.get()).health() == Health.HEALTHY))) {
                violated(
                        event.at(),
                        active.get() + " became active after " + recount.passes(event.replica(), host)
                                + " passed checks");
            }
        }
    }

    /** A host that a reachable front door of another box still uses is not given up as dead before the veto ends. */
    static final class VetoHonoured extends InvariantCheck {
        private final ShadowEvidence recount;

        VetoHonoured(ShadowEvidence recount) {
            super(Invariant.VETO_HONOURED);
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent event) {
            if (!event.onsite()) {
                return;
            }
            for (int i = 0; i < event.policy().hosts().size(); i++) {
                SiteName host = event.policy().hosts().get(i);
                if (became(event, host, Admission.FAILED)
                        && event.after().site(host).lastResult() == CheckResult.DEAD
                        && recount.failingFor(event.replica(), i, event.at())
                                < event.policy().windows().unreadyAfter().toMillis()
                        && usedElsewhere(event, host)) {
                    violated(event.at(), host + " was given up as dead while a front door used it");
                }
            }
        }

        private static boolean usedElsewhere(DecisionEvent event, SiteName host) {
            for (Map.Entry<String, FrontDoorReport> box :
                    event.observation().frontDoors().entrySet()) {
                if (box.getValue().reachable()
                        && !box.getKey().equals(host.value())
                        && Boolean.TRUE.equals(box.getValue().serving().get(host))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Hosts that are alive but unready, with no other to go to, are given up after the longer window only. */
    static final class UnreadyHostsGetTheirWindow extends InvariantCheck {
        private final ShadowEvidence recount;

        UnreadyHostsGetTheirWindow(ShadowEvidence recount) {
            super(Invariant.UNREADY_HOSTS_GET_THEIR_WINDOW);
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent event) {
            if (!event.onsite()) {
                return;
            }
            for (int i = 0; i < event.policy().hosts().size(); i++) {
                SiteName host = event.policy().hosts().get(i);
                if (became(event, host, Admission.FAILED)
                        && event.after().site(host).lastResult() == CheckResult.UNREADY
                        && !anotherPasses(event, i)
                        && recount.failingFor(event.replica(), i, event.at())
                                < event.policy().windows().unreadyAfter().toMillis() - 100) {
                    violated(event.at(), host + " was given up as unready with no other host to go to");
                }
            }
        }

        private boolean anotherPasses(DecisionEvent event, int host) {
            for (int i = 0; i < event.policy().hosts().size(); i++) {
                if (i != host && recount.passedLast(event.replica(), i)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The cloud takes over only while a front door answers, none that answers uses a host, and past the threshold. */
    static final class TakeoverOnPositiveEvidence extends InvariantCheck {
        private final ShadowEvidence recount;

        TakeoverOnPositiveEvidence(ShadowEvidence recount) {
            super(Invariant.TAKEOVER_ON_POSITIVE_EVIDENCE);
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent event) {
            if (event.onsite() || !takesOver(event)) {
                return;
            }
            boolean answers = false;
            boolean uses = false;
            for (FrontDoorReport report : event.observation().frontDoors().values()) {
                answers |= report.reachable();
                for (SiteName host : event.policy().hosts()) {
                    uses |= report.reachable()
                            && Boolean.TRUE.equals(report.serving().get(host));
                }
            }
            boolean allFail = true;
            for (int i = 0; i < event.policy().hosts().size(); i++) {
                allFail &= recount.fails(event.replica(), i)
                        >= event.policy().thresholds().failures();
            }
            boolean past = allFail
                    || recount.mostSaysNone(event.replica())
                            >= event.policy().thresholds().failures();
            if (!answers || uses || !past) {
                violated(
                        event.at(),
                        "took over though "
                                + (!answers ? "no front door answered" : uses ? "a host served" : "too early"));
            }
        }
    }

    /** The cloud hands back only when a front door has used a host for the rise threshold. */
    static final class HandBackToAStableSite extends InvariantCheck {
        private final ShadowEvidence recount;

        HandBackToAStableSite(ShadowEvidence recount) {
            super(Invariant.HAND_BACK_TO_A_STABLE_SITE);
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent event) {
            if (!event.onsite()
                    && event.before().roles().cloud() == CloudRole.ACTIVE
                    && event.after().roles().cloud() == CloudRole.STANDBY
                    && recount.mostSaysHost(event.replica())
                            < event.policy().thresholds().successes()) {
                violated(event.at(), "handed back on " + recount.mostSaysHost(event.replica()) + " reports");
            }
        }
    }

    private static boolean takesOver(DecisionEvent event) {
        return event.before().roles().cloud() == CloudRole.STANDBY
                && event.after().roles().cloud() == CloudRole.ACTIVE;
    }
}
