package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import java.util.Set;

/**
 * A member joins the set when the next death is survivable with it.
 *
 * <p>Rule: a replica or the witness joins when it follows the present epoch and, with the other one, would have no gap: the witness's
 * WAL begins at or before the replica's position. A witness that has a gap leaves the set.
 *
 * <p>Why: counted before that, a member could acknowledge a write that no site could be promoted with. The set would name two copies
 * and the next death would find none.
 */
public class SyncSetJoin {
    SyncSetJoin() {}

    public boolean mayJoin(SiteName member, long epoch, Set<SiteName> members, DatabaseObservation data) {
        if (!follows(member, epoch, data)) {
            return false;
        }
        boolean witness = member.equals(SyncSet.WITNESS);
        for (SiteName other : members) {
            boolean pair = witness != other.equals(SyncSet.WITNESS);
            if (pair && !contiguous(witness ? other : member, data)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the witness still has no gap to these replicas: one that has lost its slot since then has to leave. */
    public boolean witnessMayStay(Set<SiteName> replicas, DatabaseObservation data) {
        if (!data.witness().answers()) {
            return true;
        }
        for (SiteName replica : replicas) {
            if (!replica.equals(SyncSet.WITNESS) && data.replica(replica).answers() && !contiguous(replica, data)) {
                return false;
            }
        }
        return true;
    }

    static boolean follows(SiteName member, long epoch, DatabaseObservation data) {
        return member.equals(SyncSet.WITNESS)
                ? data.witness().answers() && data.witness().epoch() == epoch
                : data.replica(member).answers() && data.replica(member).epoch() == epoch;
    }

    private static boolean contiguous(SiteName replica, DatabaseObservation data) {
        return data.witness().from() <= data.replica(replica).position();
    }
}
