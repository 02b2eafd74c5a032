package io.prontuario.simulator;

/** WAL on a node's disk, and WAL that is on its way there. */
class WalReplica {
    private static final long NOTHING = -1;

    final int node;
    /** Whose log it holds: the one it writes, or follows. */
    long epoch;
    /** How far the log is on disk. */
    long position;
    /** When a writer's WAL last arrived; a writer that has nothing to say sends signs of life in it. */
    long heardAt = Long.MIN_VALUE / 4;
    /** It takes nothing of an epoch below this one. */
    long fencedBelow;

    private long arrivesAt = NOTHING;
    private long arrivesOf;
    private long arrives;

    WalReplica(int node) {
        this.node = node;
    }

    /** Whether it would take a write of this epoch, and say so. */
    final boolean listensTo(long ofEpoch) {
        return epoch == ofEpoch && fencedBelow <= ofEpoch;
    }

    /** Is sent a log up to there; it arrives later. One batch at a time is on its way. */
    final void send(long at, long ofEpoch, long upTo) {
        if (arrivesAt == NOTHING) {
            arrivesAt = at;
            arrivesOf = ofEpoch;
            arrives = upTo;
        }
    }

    /** Takes what has arrived by now. */
    final void receive(long now) {
        if (arrivesAt != NOTHING && now >= arrivesAt) {
            if (listensTo(arrivesOf)) {
                position = Math.max(position, arrives);
            }
            arrivesAt = NOTHING;
        }
    }

    /** What was on its way is gone: the node started again. */
    final void loseWhatIsUnderway() {
        arrivesAt = NOTHING;
    }
}
