package io.prontuario.simulator;

/** The WAL receiver on the edge. */
final class Witness extends WalReplica {
    /** What it holds begins here. */
    long from;
    /** Whether it has run without a break since it last followed a writer. */
    boolean unbroken = true;

    int boot = 1;

    Witness(int node) {
        super(node);
    }

    void started(int newBoot) {
        boot = newBoot;
        unbroken = false;
        loseWhatIsUnderway();
    }

    boolean mayFollow(long ofEpoch) {
        return fencedBelow <= ofEpoch && epoch <= ofEpoch;
    }

    /** Goes on where it stopped if the holder's log goes on there, else begins anew at its end. */
    void follow(long ofEpoch, long shared, long holderPosition) {
        if (shared < position) {
            beginAnew(holderPosition);
        }
        epoch = ofEpoch;
        fencedBelow = Math.max(fencedBelow, ofEpoch);
        unbroken = true;
    }

    /** Its slot ran into the cap while it was away: what it missed is gone. */
    void beginAnew(long at) {
        from = at;
        position = at;
    }

    void seal(long below) {
        fencedBelow = Math.max(fencedBelow, below);
    }
}
