package io.prontuario.simulator;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.SiteState;
import java.time.Duration;
import java.util.Optional;

/** When a host may be admitted, routed to and latched. */
final class AdmissionInvariants {
    private AdmissionInvariants() {}

    private static boolean became(DecisionEvent event, SiteName host, Admission admission) {
        return event.after().site(host).admission() == admission
                && event.before().site(host).admission() != admission;
    }

    /** Route never lists a host that is not admitted, and no host is left out that is. */
    static final class RouteListsAdmittedHostsOnly extends InvariantCheck {
        RouteListsAdmittedHostsOnly() {
            super(Invariant.ROUTE_LISTS_ADMITTED_HOSTS_ONLY);
        }

        @Override
        public void decided(DecisionEvent event) {
            for (Action action : event.decision().actions()) {
                if (action instanceof Action.Route route) {
                    for (SiteName host : event.policy().hosts()) {
                        if (route.admitted().contains(host) != event.after().inUse(host)) {
                            violated(
                                    event.at(),
                                    "routes " + route.admitted() + ", admission of " + host + ": "
                                            + event.after().site(host).admission());
                        }
                    }
                }
            }
        }
    }

    /** A latch is set only for the boot in which the host was admitted. */
    static final class LatchOnlyTheAdmittedBoot extends InvariantCheck {
        private final java.util.HashMap<SiteName, String> admittedBoot = new java.util.HashMap<>();

        LatchOnlyTheAdmittedBoot() {
            super(Invariant.LATCH_ONLY_THE_ADMITTED_BOOT);
        }

        @Override
        public void decided(DecisionEvent event) {
            if (!event.onsite()) {
                return;
            }
            for (SiteName host : event.policy().hosts()) {
                SiteState site = event.after().site(host);
                if (site.admitted() && site.bootId().isPresent()) {
                    boolean learned = event.before().site(host).bootId().isEmpty();
                    if (became(event, host, Admission.ADMITTED) || learned || event.restored()) {
                        admittedBoot.putIfAbsent(host, site.bootId().get());
                        if (became(event, host, Admission.ADMITTED) || learned) {
                            admittedBoot.put(host, site.bootId().get());
                        }
                    }
                }
            }
            for (Action action : event.decision().actions()) {
                if (action instanceof Action.Admit admit && !admit.bootId().equals(admittedBoot.get(admit.site()))) {
                    violated(
                            event.at(),
                            "latched " + admit.bootId() + ", admitted was " + admittedBoot.get(admit.site()));
                }
            }
        }
    }

    /** a host whose admission ended is admitted again after the whole window, unless nothing else served. */
    static final class AdmittedAfterTheWindow extends InvariantCheck {
        private final java.util.HashMap<SiteName, Long> endedAt = new java.util.HashMap<>();

        AdmittedAfterTheWindow() {
            super(Invariant.ADMITTED_AFTER_THE_WINDOW);
        }

        @Override
        public void decided(DecisionEvent event) {
            if (!event.onsite()) {
                return;
            }
            boolean served = servedOtherwise(event);
            for (SiteName host : event.policy().hosts()) {
                boolean before = event.before().site(host).admitted();
                boolean after = event.after().site(host).admitted();
                if (before && !after) {
                    endedAt.put(host, event.at());
                }
                boolean wasLeft = event.before().site(host).admission() == Admission.DRAINED;
                boolean isLeft = event.after().site(host).admission() == Admission.DRAINED;
                if (isLeft && !wasLeft) {
                    endedAt.remove(host); // nothing is wrong with it
                } else if (wasLeft && !isLeft && !after) {
                    endedAt.put(host, event.at());
                }
                Long ended = endedAt.get(host);
                Duration slack = event.policy().thresholds().interval().multipliedBy(2);
                if (!before
                        && after
                        && ended != null
                        && served
                        && event.at() - ended
                                < event.policy()
                                        .windows()
                                        .stabilization()
                                        .minus(slack)
                                        .toMillis()) {
                    violated(
                            event.at(),
                            host + " was admitted " + (event.at() - ended) / 1000 + " s after its admission ended");
                }
            }
        }

        private static boolean servedOtherwise(DecisionEvent event) {
            for (SiteName host : event.policy().hosts()) {
                if (event.before().site(host).admitted()
                        && event.after().site(host).admitted()) {
                    return true;
                }
            }
            Optional<SiteName> active = event.before().active();
            return active.isPresent()
                    && active.get().equals(SiteName.CLOUD)
                    && event.after().site(SiteName.CLOUD).health() == Health.HEALTHY;
        }
    }
}
