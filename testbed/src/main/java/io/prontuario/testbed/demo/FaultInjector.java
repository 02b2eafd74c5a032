package io.prontuario.testbed.demo;

import java.time.Duration;

/** Causes the demo's faults. Each method returns when the fault is active. */
public interface FaultInjector {
    /**
     * Kills the host silently: no RST, no FIN.
     *
     * @return when its link went down, on the clock of {@link System#nanoTime()}
     */
    long kill(String host);

    /** The host starts again, with a new boot id. */
    void revive(String host);

    /** Freezes the host: its kernel still accepts connections, no process answers. */
    void freeze(String host);

    /** No packet passes between the two. */
    void cut(String a, String b);

    /** Waits until this box holds the virtual address. @return whether it does, within the limit */
    boolean awaitAddressOn(String box, Duration limit);

    /** Ends every cut and every freeze. */
    void heal();
}
