package io.prontuario.simulator;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SiteName;
import java.util.ArrayDeque;
import java.util.Optional;

/** What a decision must leave alone: damping, pause, manual mode. */
final class AutomationInvariants {
    private AutomationInvariants() {}

    /** 12: once the budget is used, no change away from a site that still serves. */
    static final class RoleChangesAreDamped extends Invariant {
        private final ArrayDeque<Long>[] changes = deques();
        private boolean clockJumped;

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static ArrayDeque<Long>[] deques() {
            return new ArrayDeque[] {new ArrayDeque<Long>(), new ArrayDeque<Long>()};
        }

        @Override
        public void fault(World world, Fault fault, long now) {
            // after a restart the ages of role changes are read off the wall clock, so a jump may age them
            clockJumped |= fault.kind() == Fault.Kind.CLOCK;
        }

        @Override
        public void decided(DecisionEvent moment) {
            if (moment.after().active().equals(moment.before().active())) {
                return;
            }
            ArrayDeque<Long> made = changes[moment.onsite() ? 0 : 1];
            long start = moment.at() - moment.policy().dampingWindow().toMillis();
            while (!made.isEmpty() && made.peekFirst() <= start) {
                made.removeFirst();
            }
            if (made.size() >= moment.policy().maxRoleChanges() && !clockJumped && leavesAServingSite(moment)) {
                violated(
                        moment.at(),
                        "role change " + (made.size() + 1) + " away from "
                                + moment.before().active() + ", which served");
            }
            if (moment.before().epoch() > 0) {
                made.addLast(moment.at());
            }
        }

        private static boolean leavesAServingSite(DecisionEvent moment) {
            Optional<SiteName> left = moment.before().active();
            if (left.isEmpty()) {
                return false;
            }
            boolean cloud = left.get().equals(SiteName.CLOUD);
            boolean cloudServes = moment.after().site(SiteName.CLOUD).health() == Health.HEALTHY;
            if (!moment.onsite()) {
                return cloud && cloudServes;
            }
            return cloud ? cloudServes : moment.after().site(left.get()).admitted();
        }
    }

    /** 13: paused means no automatic transition. */
    static final class PausedMeansNoTransition extends Invariant {
        @Override
        public void decided(DecisionEvent moment) {
            if (moment.policy().pause().isEmpty()
                    || !moment.now().isBefore(moment.policy().pause().get().until())) {
                return;
            }
            Mode before = moment.before().mode();
            if (before != moment.after().mode()
                    || !moment.before().active().equals(moment.after().active())
                    || moment.before().epoch() != moment.after().epoch()) {
                violated(moment.at(), "from " + before + " to " + moment.after().mode() + " while paused");
            }
        }
    }

    /** In manual mode a person moves the role. */
    static final class ManualMeansNoRoleChange extends Invariant {
        @Override
        public void decided(DecisionEvent moment) {
            if (!moment.policy().automaticFailover()
                    && !DrainInvariants.began(moment)
                    && moment.onsite()
                    && moment.before().epoch() > 0
                    && !moment.before().active().equals(moment.after().active())) {
                violated(moment.at(), "the role moved to " + moment.after().active() + " in manual mode");
            }
        }
    }
}
