package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WritePolicy.Request;
import io.prontuario.continuity.model.WritePolicy.Verb;
import io.prontuario.continuity.model.WriterEpoch;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A switchover or drill begins only when it can end.
 *
 * <p>Rule: before its time is over; the holder writes; one synchronous set is in force; where it is to lead answers, holds the
 * present epoch's log and, for a drill, is not the only copy; for the cloud the projection is known not to lag; and, for a
 * drill, the budget of role changes is not used up. Else it is refused, with the reason, and not tried again.
 *
 * <p>Why: nothing is broken yet. A rehearsal that begins on one leg is an outage that somebody scheduled.
 */
public final class PlannedChange {
    private PlannedChange() {}

    /** Why it is refused; empty: it may begin. */
    public static Optional<String> refusal(
            Set<SafetyRule> guards,
            WriterEpoch right,
            Request request,
            DatabaseObservation data,
            boolean damped,
            Instant now) {
        if (!guards.contains(SafetyRule.PLANNED_CHANGE)) {
            return Optional.empty();
        }
        if (!now.isBefore(request.until())) {
            return Optional.of("its time is over");
        }
        ReplicaStatus holder = data.node(right.holder().orElseThrow());
        if (!holder.writes()) {
            return Optional.of("the present writer does not write");
        }
        if (right.inForce().size() > 1) {
            return Optional.of("the synchronous set is being changed");
        }
        if (!TimelineMatches.holdsTheLogOf(guards, data.node(request.to()), right.epoch())) {
            return Optional.of(request.to() + " does not follow the present epoch");
        }
        if (request.to().equals(SiteName.CLOUD) && !data.projectionLagging().equals(Optional.of(false))) {
            return Optional.of("the emergency projection lags, or is not known not to");
        }
        if (request.verb() == Verb.DRILL) {
            if (right.newestSet().isEmpty() || right.newestSet().get().members().size() < 2) {
                return Optional.of("there is one copy less than two: not a day to rehearse on");
            }
            if (damped) {
                return Optional.of("the budget of role changes is used up");
            }
        }
        return Optional.empty();
    }
}
