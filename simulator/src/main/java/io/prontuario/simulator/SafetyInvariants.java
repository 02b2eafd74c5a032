package io.prontuario.simulator;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.SiteState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What no decision may do, whatever is lost, duplicated, delayed or dead. Numbers are those of the design's invariants. */
final class SafetyInvariants {
    private SafetyInvariants() {}

    private static boolean became(DecisionEvent moment, SiteName host, Admission admission) {
        return moment.after().site(host).admission() == admission
                && moment.before().site(host).admission() != admission;
    }

    /** 2: epochs rise with every role change and only then, across restarts and changes of leader. */
    static final class EpochsIncrease extends Invariant {
        private final long[] epoch = new long[2];

        @SuppressWarnings("unchecked")
        private final Optional<SiteName>[] active = new Optional[] {Optional.empty(), Optional.empty()};

        @Override
        public void decided(DecisionEvent moment) {
            int side = moment.onsite() ? 0 : 1;
            State after = moment.after();
            boolean moved = !after.active().equals(active[side]);
            if (after.epoch() < epoch[side] || (moved != after.epoch() > epoch[side])) {
                violated(
                        moment.at(),
                        "epoch " + epoch[side] + " of " + active[side] + " became epoch " + after.epoch() + " of "
                                + after.active());
            }
            epoch[side] = after.epoch();
            active[side] = after.active();
        }
    }

    /** Route never lists a host that is not admitted, and no host is left out that is. */
    static final class RouteListsAdmittedHostsOnly extends Invariant {
        @Override
        public void decided(DecisionEvent moment) {
            for (Action action : moment.decision().actions()) {
                if (action instanceof Action.Route route) {
                    for (SiteName host : moment.policy().hosts()) {
                        if (route.admitted().contains(host)
                                != moment.after().site(host).admitted()) {
                            violated(
                                    moment.at(),
                                    "routes " + route.admitted() + ", admission of " + host + ": "
                                            + moment.after().site(host).admission());
                        }
                    }
                }
            }
        }
    }

    /** A latch is set only for the boot in which the host was admitted. */
    static final class LatchOnlyTheAdmittedBoot extends Invariant {
        private final java.util.HashMap<SiteName, String> admittedBoot = new java.util.HashMap<>();

        @Override
        public void decided(DecisionEvent moment) {
            if (!moment.onsite()) {
                return;
            }
            for (SiteName host : moment.policy().hosts()) {
                SiteState site = moment.after().site(host);
                if (site.admitted() && site.bootId().isPresent()) {
                    boolean learned = moment.before().site(host).bootId().isEmpty();
                    if (became(moment, host, Admission.ADMITTED) || learned || moment.restored()) {
                        admittedBoot.putIfAbsent(host, site.bootId().get());
                        if (became(moment, host, Admission.ADMITTED) || learned) {
                            admittedBoot.put(host, site.bootId().get());
                        }
                    }
                }
            }
            for (Action action : moment.decision().actions()) {
                if (action instanceof Action.Admit admit && !admit.bootId().equals(admittedBoot.get(admit.site()))) {
                    violated(
                            moment.at(),
                            "latched " + admit.bootId() + ", admitted was " + admittedBoot.get(admit.site()));
                }
            }
        }
    }

    /** 20's other side: a host is given up only after enough failed checks, each counted once. */
    static final class GivenUpOnEvidence extends Invariant {
        private final ShadowEvidence recount;

        GivenUpOnEvidence(ShadowEvidence recount) {
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent moment) {
            if (!moment.onsite()) {
                return;
            }
            for (int i = 0; i < moment.policy().hosts().size(); i++) {
                SiteName host = moment.policy().hosts().get(i);
                int fails = recount.fails(moment.replica(), i);
                if (became(moment, host, Admission.FAILED)
                        && fails < moment.policy().failureThreshold()) {
                    violated(moment.at(), host + " was given up after " + fails + " failed checks");
                }
            }
        }
    }

    /** A host becomes active only when it passes its checks, enough of them, the newest included. Unknown never promotes. */
    static final class RoleOnlyToAPassingHost extends Invariant {
        private final ShadowEvidence recount;

        RoleOnlyToAPassingHost(ShadowEvidence recount) {
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent moment) {
            Optional<SiteName> active = moment.after().active();
            if (!moment.onsite()
                    || active.isEmpty()
                    || active.equals(moment.before().active())) {
                return;
            }
            int host = moment.policy().hosts().indexOf(active.get());
            if (host >= 0
                    && (!recount.passedLast(moment.replica(), host)
                            || !(recount.healthy(moment.replica(), host)
                                    || moment.before().site(active.get()).health() == Health.HEALTHY))) {
                violated(
                        moment.at(),
                        active.get() + " became active after " + recount.passes(moment.replica(), host)
                                + " passed checks");
            }
        }
    }

    /** A host that a reachable front door of another box still uses is not given up as dead before the veto ends. */
    static final class VetoHonoured extends Invariant {
        private final ShadowEvidence recount;

        VetoHonoured(ShadowEvidence recount) {
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent moment) {
            if (!moment.onsite()) {
                return;
            }
            for (int i = 0; i < moment.policy().hosts().size(); i++) {
                SiteName host = moment.policy().hosts().get(i);
                if (became(moment, host, Admission.FAILED)
                        && moment.after().site(host).lastResult() == CheckResult.DEAD
                        && recount.failingFor(moment.replica(), i, moment.at())
                                < moment.policy().unreadyAfter().toMillis()
                        && usedElsewhere(moment, host)) {
                    violated(moment.at(), host + " was given up as dead while a front door used it");
                }
            }
        }

        private static boolean usedElsewhere(DecisionEvent moment, SiteName host) {
            for (Map.Entry<String, FrontDoorReport> box :
                    moment.seen().frontDoors().entrySet()) {
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
    static final class UnreadyHostsGetTheirWindow extends Invariant {
        private final ShadowEvidence recount;

        UnreadyHostsGetTheirWindow(ShadowEvidence recount) {
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent moment) {
            if (!moment.onsite()) {
                return;
            }
            for (int i = 0; i < moment.policy().hosts().size(); i++) {
                SiteName host = moment.policy().hosts().get(i);
                if (became(moment, host, Admission.FAILED)
                        && moment.after().site(host).lastResult() == CheckResult.UNREADY
                        && !anotherPasses(moment, i)
                        && recount.failingFor(moment.replica(), i, moment.at())
                                < moment.policy().unreadyAfter().toMillis() - 100) {
                    violated(moment.at(), host + " was given up as unready with no other host to go to");
                }
            }
        }

        private boolean anotherPasses(DecisionEvent moment, int host) {
            for (int i = 0; i < moment.policy().hosts().size(); i++) {
                if (i != host && recount.passedLast(moment.replica(), i)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** 6, 7: the cloud takes over only while a front door answers, none that answers uses a host, and past the threshold. */
    static final class TakeoverOnPositiveEvidence extends Invariant {
        private final ShadowEvidence recount;

        TakeoverOnPositiveEvidence(ShadowEvidence recount) {
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent moment) {
            if (moment.onsite() || !takesOver(moment)) {
                return;
            }
            boolean answers = false;
            boolean uses = false;
            for (FrontDoorReport report : moment.seen().frontDoors().values()) {
                answers |= report.reachable();
                for (SiteName host : moment.policy().hosts()) {
                    uses |= report.reachable()
                            && Boolean.TRUE.equals(report.serving().get(host));
                }
            }
            boolean allFail = true;
            for (int i = 0; i < moment.policy().hosts().size(); i++) {
                allFail &= recount.fails(moment.replica(), i) >= moment.policy().failureThreshold();
            }
            boolean past = allFail
                    || recount.mostSaysNone(moment.replica()) >= moment.policy().failureThreshold();
            if (!answers || uses || !past) {
                violated(
                        moment.at(),
                        "took over though "
                                + (!answers ? "no front door answered" : uses ? "a host served" : "too early"));
            }
        }
    }

    /** 11 in this scope: the cloud hands back only when a front door has used a host for the rise threshold. */
    static final class HandBackToAStableSite extends Invariant {
        private final ShadowEvidence recount;

        HandBackToAStableSite(ShadowEvidence recount) {
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent moment) {
            if (!moment.onsite()
                    && Modes.takenOver(moment.before().mode())
                    && !Modes.takenOver(moment.after().mode())
                    && recount.mostSaysHost(moment.replica()) < moment.policy().successThreshold()) {
                violated(moment.at(), "handed back on " + recount.mostSaysHost(moment.replica()) + " reports");
            }
        }
    }

    /** 11, 4: a host whose admission ended is admitted again after the whole window, unless nothing else served. */
    static final class AdmittedAfterTheWindow extends Invariant {
        private final java.util.HashMap<SiteName, Long> endedAt = new java.util.HashMap<>();

        @Override
        public void decided(DecisionEvent moment) {
            if (!moment.onsite()) {
                return;
            }
            boolean served = servedOtherwise(moment);
            for (SiteName host : moment.policy().hosts()) {
                boolean before = moment.before().site(host).admitted();
                boolean after = moment.after().site(host).admitted();
                if (before && !after) {
                    endedAt.put(host, moment.at());
                }
                boolean wasLeft = moment.before().site(host).admission() == Admission.LEFT;
                boolean isLeft = moment.after().site(host).admission() == Admission.LEFT;
                if (isLeft && !wasLeft) {
                    endedAt.remove(host); // nothing is wrong with it
                } else if (wasLeft && !isLeft && !after) {
                    endedAt.put(host, moment.at());
                }
                Long ended = endedAt.get(host);
                Duration slack = moment.policy().probeInterval().multipliedBy(2);
                if (!before
                        && after
                        && ended != null
                        && served
                        && moment.at() - ended
                                < moment.policy().stabilization().minus(slack).toMillis()) {
                    violated(
                            moment.at(),
                            host + " was admitted " + (moment.at() - ended) / 1000 + " s after its admission ended");
                }
            }
        }

        private static boolean servedOtherwise(DecisionEvent moment) {
            for (SiteName host : moment.policy().hosts()) {
                if (moment.before().site(host).admitted()
                        && moment.after().site(host).admitted()) {
                    return true;
                }
            }
            Optional<SiteName> active = moment.before().active();
            return active.isPresent()
                    && active.get().equals(SiteName.CLOUD)
                    && moment.after().site(SiteName.CLOUD).health() == Health.HEALTHY;
        }
    }

    private static boolean takesOver(DecisionEvent moment) {
        return !Modes.takenOver(moment.before().mode())
                && Modes.takenOver(moment.after().mode());
    }
}
