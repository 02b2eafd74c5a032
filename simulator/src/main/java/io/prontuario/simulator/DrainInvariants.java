package io.prontuario.simulator;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.WritePolicy.Verb;
import java.util.Optional;

/** A switchover or drill of a host: it begins where it hurts nobody, and is broken off where it would. */
final class DrainInvariants {
    private DrainInvariants() {}

    /** Whether a host was left in this round because somebody asked for it. */
    static boolean began(DecisionEvent moment) {
        for (SiteName host : moment.policy().hosts()) {
            if (left(moment, host)) {
                return true;
            }
        }
        return false;
    }

    private static boolean left(DecisionEvent moment, SiteName host) {
        return moment.after().site(host).admission() == Admission.LEFT
                && moment.before().site(host).admission() != Admission.LEFT;
    }

    /** Asked for, in time, and another host that is used passed its newest check; in a drill, every host was used. */
    static final class LeavesBeginReady extends Invariant {
        private final ShadowEvidence recount;

        LeavesBeginReady(ShadowEvidence recount) {
            this.recount = recount;
        }

        @Override
        public void decided(DecisionEvent moment) {
            if (!moment.onsite()) {
                return;
            }
            for (SiteName host : moment.policy().hosts()) {
                if (left(moment, host)) {
                    notReady(moment, host).ifPresent(why -> violated(moment.at(), host + " was left though " + why));
                }
            }
        }

        private Optional<String> notReady(DecisionEvent moment, SiteName left) {
            Optional<DrainRequest> asked = moment.policy().leave();
            if (asked.isEmpty()
                    || !asked.get().host().equals(left)
                    || !moment.now().isBefore(asked.get().until())) {
                return Optional.of("nobody asked for it now");
            }
            boolean another = false;
            boolean all = true;
            for (int i = 0; i < moment.policy().hosts().size(); i++) {
                SiteName host = moment.policy().hosts().get(i);
                boolean used = moment.after().site(host).admitted();
                all &= used || host.equals(left);
                another |= used && recount.passedLast(moment.replica(), i);
            }
            if (!another) {
                return Optional.of("no other host served");
            }
            return asked.get().verb() == Verb.DRILL && !all ? Optional.of("a host was missing") : Optional.empty();
        }
    }

    /** While a host is out on request, another one is used. */
    static final class ALeftHostIsNotMissed extends Invariant {
        @Override
        public void decided(DecisionEvent moment) {
            boolean paused = moment.policy().pause().isPresent()
                    && moment.now().isBefore(moment.policy().pause().get().until());
            if (!moment.onsite() || paused) {
                return;
            }
            Optional<SiteName> out = Optional.empty();
            for (SiteName host : moment.policy().hosts()) {
                if (moment.after().site(host).admitted()) {
                    return;
                }
                out = moment.after().site(host).admission() == Admission.LEFT ? Optional.of(host) : out;
            }
            out.ifPresent(host -> violated(moment.at(), host + " is left out on request and no other host is used"));
        }
    }
}
