package io.prontuario.testbed.peer;

/** What is done to a system in one scenario. */
interface FaultScript {
    /** Before the clients begin. Afterwards the system must become whole by itself. */
    default void prepare(Peer peer) {}

    /** While clients write. Whatever is done to the system must be undone at the end. */
    Played play(Stage stage) throws InterruptedException;
}
