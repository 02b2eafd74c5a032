package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import java.util.Set;

/**
 * The candidate has all WAL of every member that is counted.
 *
 * <p>Rule: its position is at or past that of every member counted, and of the old writer where that was demoted.
 *
 * <p>Why: R + W &gt; N says that one of the members counted has each acknowledged write, not that the candidate has. Fence, then catch
 * up, then promote; with the catch-up CloudNativePG lost none (measured).
 */
public class CandidateCaughtUp {
    CandidateCaughtUp() {}

    /** Whether the candidate has what every member that is counted has. */
    public boolean withMembers(DatabaseObservation data, Set<SiteName> counted, long candidatePosition) {
        for (SiteName member : counted) {
            long position = member.equals(SyncSet.WITNESS)
                    ? data.witness().to()
                    : data.replica(member).position();
            if (position > candidatePosition) {
                return false;
            }
        }
        return true;
    }

    /** Whether the candidate has everything up to the last position of a writer that was demoted. */
    public boolean withWriter(long writerPosition, long candidatePosition) {
        return candidatePosition >= writerPosition;
    }
}
