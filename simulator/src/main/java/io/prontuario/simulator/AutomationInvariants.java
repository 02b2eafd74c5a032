package io.prontuario.simulator;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SiteName;
import java.util.ArrayDeque;
import java.util.Optional;

/** What a decision must leave alone: damping, pause, manual mode. */
final class AutomationInvariants {
    private AutomationInvariants() {}

    /** Once the allowed changes are used up, no change away from a site that still serves. */
    static final class RoleChangesAreRateLimited extends InvariantCheck {
        private final ArrayDeque<Long>[] changes = deques();
        private boolean clockJumped;

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static ArrayDeque<Long>[] deques() {
            return new ArrayDeque[] {new ArrayDeque<Long>(), new ArrayDeque<Long>()};
        }

        RoleChangesAreRateLimited() {
            super(Invariant.ROLE_CHANGES_ARE_RATE_LIMITED);
        }

        @Override
        public void fault(World world, Fault fault, long now) {
            // after a restart the ages of role changes are read off the wall clock, so a jump may age them
            clockJumped |= fault.kind() == Fault.Kind.CLOCK;
        }

        @Override
        public void decided(DecisionEvent event) {
            if (event.after().active().equals(event.before().active())) {
                return;
            }
            ArrayDeque<Long> made = changes[event.onsite() ? 0 : 1];
            long start = event.at() - event.policy().rateLimit().window().toMillis();
            while (!made.isEmpty() && made.peekFirst() <= start) {
                made.removeFirst();
            }
            if (made.size() >= event.policy().rateLimit().changes() && !clockJumped && leavesAServingSite(event)) {
                violated(
                        event.at(),
                        "role change " + (made.size() + 1) + " away from "
                                + event.before().active() + ", which served");
            }
            if (event.before().epoch() > 0) {
                made.addLast(event.at());
            }
        }

        private static boolean leavesAServingSite(DecisionEvent event) {
            Optional<SiteName> left = event.before().active();
            if (left.isEmpty()) {
                return false;
            }
            boolean cloud = left.get().equals(SiteName.CLOUD);
            boolean cloudServes = event.after().site(SiteName.CLOUD).health() == Health.HEALTHY;
            if (!event.onsite()) {
                return cloud && cloudServes;
            }
            return cloud ? cloudServes : event.after().site(left.get()).admitted();
        }
    }

    /** Paused means no automatic transition. */
    static final class PausedMeansNoTransition extends InvariantCheck {
        PausedMeansNoTransition() {
            super(Invariant.PAUSED_MEANS_NO_TRANSITION);
        }

        @Override
        public void decided(DecisionEvent event) {
            if (event.policy().requests().pause().isEmpty()
                    || !event.now()
                            .isBefore(event.policy().requests().pause().get().until())) {
                return;
            }
            Mode before = event.before().mode();
            if (before != event.after().mode()
                    || !event.before().active().equals(event.after().active())
                    || event.before().epoch() != event.after().epoch()) {
                violated(event.at(), "from " + before + " to " + event.after().mode() + " while paused");
            }
        }
    }

    /** In manual mode a person moves the role. */
    static final class ManualMeansNoRoleChange extends InvariantCheck {
        ManualMeansNoRoleChange() {
            super(Invariant.MANUAL_MEANS_NO_ROLE_CHANGE);
        }

        @Override
        public void decided(DecisionEvent event) {
            if (!event.policy().automation().failover()
                    && !DrainInvariants.began(event)
                    && event.onsite()
                    && event.before().epoch() > 0
                    && !event.before().active().equals(event.after().active())) {
                violated(event.at(), "the role moved to " + event.after().active() + " in manual mode");
            }
        }
    }
}
