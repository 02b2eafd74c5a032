package io.prontuario.simulator;

import io.prontuario.continuity.model.SyncSet;
import java.util.Set;

/** PostgreSQL on a host. Whether it writes, and orders that it has not carried out yet, are lost when it restarts. */
final class Database extends WalReplica {
    /** From the order to the first write: promotion, or the end of recovery. */
    private static final long PROMOTES = 1500;
    /** A changed synchronous set, read again. */
    private static final long RELOADS = 200;

    private static final SyncSet ALONE = SyncSet.any(0, Set.of());
    private static final long NOTHING = -1;

    boolean writing;
    /** The newest epoch that it has durably given up. */
    long demotedFrom;
    /** What it waits for while it writes, and its position when that came into force. */
    SyncSet set = ALONE;

    long since;
    /** Until when it rewinds what its new writer does not have; it does not answer meanwhile. */
    long busyUntil;

    int boot = 1;
    private long takesAt = NOTHING;
    private long takesEpoch;
    private SyncSet takesSet = ALONE;

    Database(int node) {
        super(node);
    }

    /** The machine has started again: nothing is written before it is granted anew. */
    void started(int newBoot) {
        boot = newBoot;
        writing = false;
        takesAt = NOTHING;
        loseWhatIsUnderway();
    }

    /** Is granted an epoch; refuses what is older than what it knows, or was meant for an earlier start. */
    void granted(long toEpoch, SyncSet withSet, long forBoot, long now) {
        boolean same = writing && epoch == toEpoch && set.equals(withSet);
        boolean underway = takesAt != NOTHING && takesEpoch == toEpoch && takesSet.equals(withSet);
        if (forBoot == boot && !same && !underway && mayTake(toEpoch, withSet)) {
            takesEpoch = toEpoch;
            takesSet = withSet;
            takesAt = now + (writing && epoch == toEpoch ? RELOADS : PROMOTES);
        }
    }

    private boolean mayTake(long toEpoch, SyncSet withSet) {
        boolean newer = toEpoch > epoch || toEpoch == epoch && withSet.version() >= set.version();
        return newer && fencedBelow <= toEpoch && demotedFrom < toEpoch;
    }

    /** Takes up what it was granted, if it is time and nothing newer has come meanwhile. */
    boolean takesUp(long now) {
        if (takesAt == NOTHING || now < takesAt) {
            return false;
        }
        takesAt = NOTHING;
        return mayTake(takesEpoch, takesSet);
    }

    /** The epoch it is about to take up. */
    long takes() {
        return takesEpoch;
    }

    void begin() {
        epoch = takesEpoch;
        set = takesSet;
        since = position;
        fencedBelow = Math.max(fencedBelow, takesEpoch);
        writing = true;
    }

    /** Takes nothing below this epoch any more. */
    void seal(long below) {
        if (below > fencedBelow) {
            fencedBelow = below;
            writing &= epoch >= below;
        }
    }

    /** Lets go of this epoch, for good. */
    void release(long ending) {
        if (epoch <= ending && demotedFrom < ending) {
            writing = false;
            demotedFrom = ending;
        }
    }

    /** Whether it may become a copy of this epoch's holder. */
    boolean mayFollow(long ofEpoch) {
        boolean past = fencedBelow > ofEpoch || epoch > ofEpoch;
        return !past && !(epoch == ofEpoch && (writing || demotedFrom >= ofEpoch));
    }

    /** Follows this epoch, from where the two logs part. */
    void follow(long ofEpoch, long shared, long rewindsUntil) {
        if (position > shared) {
            busyUntil = rewindsUntil;
        }
        writing = false;
        takesAt = NOTHING;
        epoch = ofEpoch;
        position = shared;
        fencedBelow = Math.max(fencedBelow, ofEpoch);
    }

    /** Whether others may stream its log: it writes, or was demoted and its last position is final. */
    boolean sends() {
        return writing || demotedFrom == epoch && epoch > 0;
    }
}
