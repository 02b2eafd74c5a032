package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import java.util.Set;

/**
 * The candidate has everything that those counted have.
 *
 * <p>Rule: its position is at or past that of every member counted, and of the old holder where that has released.
 *
 * <p>Why: R + W &gt; N says that somebody counted has each acknowledged write, not that the candidate has. Seal, then drain, then
 * promote; with the drain CloudNativePG lost none (measured).
 */
public final class CandidateCaughtUp {
    private CandidateCaughtUp() {}

    public static boolean complete(
            Set<SafetyRule> guards, DatabaseObservation data, Set<SiteName> counted, long candidatePosition) {
        if (!guards.contains(SafetyRule.DRAINED)) {
            return true;
        }
        for (SiteName member : counted) {
            long has = member.equals(SyncSet.WITNESS)
                    ? data.witness().to()
                    : data.node(member).position();
            if (has > candidatePosition) {
                return false;
            }
        }
        return true;
    }
}
