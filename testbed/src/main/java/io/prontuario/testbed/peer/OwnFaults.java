package io.prontuario.testbed.peer;

import java.time.Duration;

/** Faults that only this repository's platform is put through. Each is undone by {@link #undo}, however often. */
interface OwnFaults {
    /** Finds a lost writer with the timings of the requirements (5 s, 2 s, 3) from now on. */
    void documentTimings();

    /** Stops so many members of the control plane's etcd that it has no quorum. @return for people: which ones */
    String stopEtcd();

    /** Gives a machine that can be spared a disk that can be filled. It dies and returns for that. */
    void smallDisk(String host);

    /**
     * Leaves no room on that disk, and makes the writer ask for some.
     *
     * @throws io.prontuario.testbed.exec.TestbedException if the machine has no such disk
     */
    void fillDisk(String host);

    void freeDisk(String host);

    /** Gives a machine that can be spared a clock that is wrong by so much. It dies and returns for that. */
    void wrongClock(String host, Duration shift);

    void undo();
}
