package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import java.util.Set;

/**
 * A member joins the set when the next death is survivable with it.
 *
 * <p>Rule: a copy or the witness joins when it follows the present epoch and, with the other one, would be gap-free: what the
 * witness holds begins at or before the copy's position. A witness that is gap-free no longer leaves.
 *
 * <p>Why: counted before that, a member could acknowledge a write that nobody could promote with. The set would say "two copies"
 * and the next death would find none.
 */
public final class SyncSetJoin {
    private SyncSetJoin() {}

    public static boolean mayJoin(
            Set<SafetyRule> guards, SiteName member, long epoch, Set<SiteName> members, DatabaseObservation data) {
        boolean witness = member.equals(SyncSet.WITNESS);
        boolean follows = witness
                ? data.witness().answers() && data.witness().epoch() == epoch
                : data.node(member).answers() && data.node(member).epoch() == epoch;
        if (!follows || !guards.contains(SafetyRule.CAUGHT_UP)) {
            return follows;
        }
        for (SiteName other : members) {
            boolean pair = witness != other.equals(SyncSet.WITNESS);
            if (pair && !gapFree(witness ? other : member, data)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the witness is still of use to these copies: one that has lost its slot since has to leave. */
    public static boolean witnessMayStay(Set<SafetyRule> guards, Set<SiteName> copies, DatabaseObservation data) {
        if (!guards.contains(SafetyRule.CAUGHT_UP) || !data.witness().answers()) {
            return true;
        }
        for (SiteName copy : copies) {
            if (!copy.equals(SyncSet.WITNESS) && data.node(copy).answers() && !gapFree(copy, data)) {
                return false;
            }
        }
        return true;
    }

    private static boolean gapFree(SiteName copy, DatabaseObservation data) {
        return data.witness().from() <= data.node(copy).position();
    }
}
