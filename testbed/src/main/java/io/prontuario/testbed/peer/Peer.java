package io.prontuario.testbed.peer;

import io.prontuario.ledger.SqlRoute;
import io.prontuario.testbed.exec.TestbedException;
import java.nio.file.Path;
import java.util.Optional;

/** A system that keeps one writer on two hosts, and the faults that it is put through. */
interface Peer extends AutoCloseable {
    /** The names of this repository's platform begin with it. */
    String PLATFORM = "Prontuário";

    /** For tables: the system and what was set. */
    String name();

    /** Why it cannot be put through a scenario; empty when it can. */
    default Optional<String> obstacle(Scenario scenario) {
        if (scenario.own() && ownFaults().isEmpty()) {
            return Optional.of("played with this repository's platform only");
        }
        return scenario.third() && third().isEmpty() ? Optional.of("it has no third copy") : Optional.empty();
    }

    /** What it must keep to; the gaps are the platform's own. */
    default Bar bar(Scenario scenario) {
        return Bar.safe();
    }

    /** How often it is put through a scenario unless told otherwise. */
    default int runs(Scenario scenario) {
        return 3;
    }

    void up();

    /** Waits until there is one writer and every copy follows it. */
    void awaitWhole();

    /** The host whose database is the writer now. */
    String writer();

    /** The other host. */
    String standby();

    /** The machine of the third copy, or of what keeps the writes in place of one. */
    Optional<String> third();

    /** What it is to know of the placement of its parts before a fault; empty if nothing. */
    default String placement() {
        return "";
    }

    /** Every way that a client has to the writer; the present one first. */
    SqlRoute route();

    /** The writer's database, and no other. */
    SqlRoute writerRoute();

    /** Silent death: the cable first, then everything that ran there. */
    void die(String host);

    void revive(String host);

    /** Makes the host's member the leader of what the system keeps its state in. */
    void leadConsensus(String host);

    void freeze(String host);

    void thaw(String host);

    /** Cuts the copy between the hosts; the ways of clients and of the consensus stay. */
    void cutReplication();

    /** Cuts it and ends the connections that the writer still believes in. */
    void cutReplicationVisibly();

    void joinReplication();

    /** A planned change of the writer; returns when the system says that it is done. */
    void switchover(String from, String to);

    /** Listens from now on; the caller closes it. */
    default Statuses statuses() {
        return Statuses.NONE;
    }

    default Optional<OwnFaults> ownFaults() {
        return Optional.empty();
    }

    /** Undoes every fault that is still there, after a measure that failed. It may do nothing, and be repeated. */
    default void heal() {
        joinReplication();
    }

    /**
     * Makes it anew, when it does not become whole.
     *
     * @throws TestbedException if that is not possible
     */
    default void renew() {
        throw new TestbedException(name() + " does not become whole again");
    }

    /** For people who ask why. */
    void copyLogs(Path to);

    @Override
    void close();
}
