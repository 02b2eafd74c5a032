package io.prontuario.testbed.peer;

/** Faults that only this repository's platform is put through. Each is undone by {@link #undo}, however often. */
interface OwnFaults {
    /** Finds a lost writer with the timings of the requirements (5 s, 2 s, 3) from now on. */
    void documentTimings();

    /** Stops so many members of the control plane's etcd that it has no quorum. @return for people: which ones */
    String stopEtcd();

    void undo();
}
