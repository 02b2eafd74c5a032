package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;

/**
 * An older synchronous set counts until the newer one has caught up.
 *
 * <p>Rule: a change is recorded before the writer is told; the older set is dropped when the writer runs the newer one and as many of the
 * newer one's members as it requires have everything up to the position where it took effect. Until then a promotion has to satisfy both.
 * One change at a time.
 *
 * <p>Why: the order of Patroni's quorum resolver. A write acknowledged by a member that has left since then is on no other member until
 * the others have caught up; dropping the older set earlier loses it with the next death.
 */
public class SyncSetOrder {
    SyncSetOrder() {}

    public boolean settled(SyncSet newest, SiteName writer, DatabaseObservation data) {
        DatabaseObservation.ReplicaStatus status = data.replica(writer);
        if (!status.writes() || status.writing().get().setVersion() != newest.version()) {
            return false;
        }
        int caughtUp = 0;
        for (SiteName member : newest.members()) {
            caughtUp += position(member, status.epoch(), data)
                            >= status.writing().get().setSince()
                    ? 1
                    : 0;
        }
        return caughtUp >= newest.required();
    }

    /** Of the epoch's WAL: a position in another epoch's says nothing about what a member has of this one's. */
    private static long position(SiteName member, long epoch, DatabaseObservation data) {
        if (member.equals(SyncSet.WITNESS)) {
            boolean counts = data.witness().answers() && data.witness().epoch() == epoch;
            return counts ? data.witness().to() : -1;
        }
        boolean counts = data.replica(member).answers() && data.replica(member).epoch() == epoch;
        return counts ? data.replica(member).position() : -1;
    }
}
