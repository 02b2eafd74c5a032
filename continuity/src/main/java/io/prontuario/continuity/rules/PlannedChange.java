package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.FailoverOutcome;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.WritePolicy.Request;
import io.prontuario.continuity.model.WriterEpoch;
import java.time.Instant;
import java.util.Optional;

/**
 * A switchover or drill of the writer begins only when it can end.
 *
 * <p>Rule: the request has not expired; the writer writes; one synchronous set is in effect; the target answers, holds the present
 * epoch's WAL, receives it and is not drained; for a drill it is not the only copy; for the cloud the projection is known not to lag; and, for a drill, the allowed
 * number of role changes is not used up. Else it is refused, with the reason, and not tried again.
 *
 * <p>Why: nothing is broken yet. A failover test that begins without redundancy is a planned outage.
 */
public class PlannedChange {
    private final TimelineMatches timelineMatches;

    PlannedChange(TimelineMatches timelineMatches) {
        this.timelineMatches = timelineMatches;
    }

    /** Why it is refused; empty: it may begin. */
    public Optional<String> refusal(
            WriterEpoch epoch, Request request, DatabaseObservation data, FailoverOutcome failover, Instant now) {
        if (!now.isBefore(request.until())) {
            return Optional.of("the request has expired");
        }
        if (!data.replica(epoch.writer().orElseThrow()).writes()) {
            return Optional.of("the present writer does not write");
        }
        if (epoch.activeSyncSets().size() > 1) {
            return Optional.of("the synchronous set is being changed");
        }
        if (!timelineMatches.holdsWalOf(data.replica(request.to()), epoch.epoch())) {
            return Optional.of(request.to() + " does not follow the present epoch");
        }
        boolean cloud = request.to().equals(SiteName.CLOUD);
        if (!cloud && !data.replica(request.to()).receiving()) {
            return Optional.of("no WAL arrives at " + request.to());
        }
        if (failover.site(request.to()).admission() == Admission.DRAINED) {
            return Optional.of(request.to() + " is drained");
        }
        if (cloud && !data.projectionLagging().equals(Optional.of(false))) {
            return Optional.of("the emergency projection lags, or its lag is unknown");
        }
        if (request.kind() == PlannedChangeKind.DRILL) {
            if (epoch.newestSet().isEmpty() || epoch.newestSet().get().members().size() < 2) {
                return Optional.of("a drill needs two synchronous copies");
            }
            if (failover.rateLimited()) {
                return Optional.of("the allowed number of role changes is used up");
            }
        }
        return Optional.empty();
    }
}
