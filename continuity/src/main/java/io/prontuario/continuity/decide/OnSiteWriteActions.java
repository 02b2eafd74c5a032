package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** On site: what databases, witness and write route are told for the recorded epoch. The same every round. */
final class OnSiteWriteActions {
    private final WriteDecisionContext context;
    private final SiteInquiry inquiry;
    private final WriterEpoch next;
    private final List<WriteAction> actions = new ArrayList<>(6);

    OnSiteWriteActions(WriteDecisionContext context, SiteInquiry inquiry, WriterEpoch next) {
        this.context = context;
        this.inquiry = inquiry;
        this.next = next;
    }

    List<WriteAction> actions() {
        if (next.writer().isPresent()) {
            SiteName writer = next.writer().get();
            switch (next.phase()) {
                case VACANT -> {}
                case GRANTED -> granted(writer);
                case ENDING -> ending(writer);
            }
        }
        return actions;
    }

    private void granted(SiteName writer) {
        long epoch = next.epoch();
        boolean doubted = inquiry.cloudMayHaveTaken(next) && epoch == context.before.epoch();
        if (!writer.equals(SiteName.CLOUD) && !doubted) {
            actions.add(new WriteAction.Promote(
                    writer,
                    epoch,
                    next.newestSet().orElseThrow(),
                    context.data.replica(writer).boot()));
            actions.add(new WriteAction.Follow(SyncSet.WITNESS, epoch, writer));
        }
        for (SiteName host : context.hosts()) {
            if (!host.equals(writer)) {
                actions.add(new WriteAction.Follow(host, epoch, writer));
            }
        }
        actions.add(new WriteAction.RouteWrites(Optional.of(writer), epoch));
    }

    private void ending(SiteName writer) {
        boolean failover = next.cause() == Cause.FAILOVER;
        if (failover || !stillServes(writer)) {
            actions.add(new WriteAction.RouteWrites(Optional.empty(), next.newestEnded()));
        }
        actions.add(new WriteAction.Demote(writer, next.epoch()));
        if (failover) {
            actions.add(new WriteAction.PowerOff(writer, next.epoch()));
            actions.add(new WriteAction.Fence(SyncSet.WITNESS, next.fencedBelow()));
        }
        for (SiteName host : context.hosts()) {
            if (host.equals(writer)) {
                continue;
            }
            if (failover) {
                actions.add(new WriteAction.Fence(host, next.fencedBelow()));
            }
            actions.add(new WriteAction.CatchUp(host, inquiry.nextEpoch(next)));
        }
    }

    /** A writer that moves on purpose takes writes until it stops by itself: the checkpoint before that takes seconds. */
    private boolean stillServes(SiteName writer) {
        ReplicaStatus replica = context.data.replica(writer);
        return replica.answers() && replica.demotedFrom() < next.epoch();
    }
}
