package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import java.util.Set;

/**
 * An older set counts until the newer one has caught up.
 *
 * <p>Rule: a change is recorded before the writer is told; the older set is forgotten when the writer runs the newer one and as
 * many of the newer one's members as it requires have everything up to the point where it came into force. Until then a promotion
 * has to satisfy both. One change at a time.
 *
 * <p>Why: the order of Patroni's quorum resolver. A write acknowledged by a member that has left since is on nobody else until the
 * others have caught up; forgetting the older set earlier loses it with the next death (invariant 3).
 */
public final class SyncSetOrder {
    private SyncSetOrder() {}

    public static boolean settled(Set<SafetyRule> guards, SyncSet newest, SiteName holder, DatabaseObservation data) {
        if (!guards.contains(SafetyRule.SYNC_ORDER)) {
            return true;
        }
        DatabaseObservation.ReplicaStatus writer = data.node(holder);
        if (!writer.answers()
                || writer.setVersion().isEmpty()
                || writer.setVersion().getAsLong() != newest.version()) {
            return false;
        }
        int have = 0;
        for (SiteName member : newest.members()) {
            have += position(member, data) >= writer.setSince() ? 1 : 0;
        }
        return have >= newest.required();
    }

    private static long position(SiteName member, DatabaseObservation data) {
        if (member.equals(SyncSet.WITNESS)) {
            return data.witness().answers() ? data.witness().to() : -1;
        }
        return data.node(member).answers() ? data.node(member).position() : -1;
    }
}
