package io.prontuario.simulator;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import java.util.Optional;

/** The drain of a host: it begins while another host serves, and is cancelled when the host is needed. */
final class DrainInvariants {
    private DrainInvariants() {}

    /** Whether a drain began in this round. */
    static boolean began(DecisionEvent event) {
        for (SiteName host : event.policy().hosts()) {
            if (left(event, host)) {
                return true;
            }
        }
        return false;
    }

    private static boolean left(DecisionEvent event, SiteName host) {
        return event.after().site(host).admission() == Admission.DRAINED
                && event.before().site(host).admission() != Admission.DRAINED;
    }

    /** Asked for, in time, and another host that is used passed its newest check; in a drill, every host was used. */
    static final class DrainsBeginReady extends InvariantCheck {
        private final ShadowEvidence recount;

        DrainsBeginReady(ShadowEvidence recount) {
            super(Invariant.DRAINS_BEGIN_READY);
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent event) {
            if (!event.onsite()) {
                return;
            }
            for (SiteName host : event.policy().hosts()) {
                if (left(event, host)) {
                    notReady(event, host).ifPresent(why -> violated(event.at(), host + " was left though " + why));
                }
            }
        }

        private Optional<String> notReady(DecisionEvent event, SiteName left) {
            Optional<DrainRequest> asked = event.policy().requests().drain();
            if (asked.isEmpty()
                    || !asked.get().host().equals(left)
                    || !event.now().isBefore(asked.get().until())) {
                return Optional.of("no request for it is in time");
            }
            boolean another = false;
            boolean all = true;
            for (int i = 0; i < event.policy().hosts().size(); i++) {
                SiteName host = event.policy().hosts().get(i);
                boolean used = event.after().site(host).admitted();
                all &= used || host.equals(left);
                another |= used && recount.passedLast(event.replica(), i);
            }
            if (!another) {
                return Optional.of("no other host served");
            }
            return asked.get().kind() == PlannedChangeKind.DRILL && !all
                    ? Optional.of("a host was missing")
                    : Optional.empty();
        }
    }

    /** While a host is out on request, another one is used. */
    static final class ADrainedHostIsNotNeeded extends InvariantCheck {
        ADrainedHostIsNotNeeded() {
            super(Invariant.A_DRAINED_HOST_IS_NOT_NEEDED);
        }

        @Override
        public void decided(DecisionEvent event) {
            boolean paused = event.paused();
            if (!event.onsite() || paused) {
                return;
            }
            Optional<SiteName> out = Optional.empty();
            for (SiteName host : event.policy().hosts()) {
                if (event.after().site(host).admitted()) {
                    return;
                }
                out = event.after().site(host).admission() == Admission.DRAINED ? Optional.of(host) : out;
            }
            out.ifPresent(host -> violated(event.at(), host + " is left out on request and no other host is used"));
        }
    }
}
