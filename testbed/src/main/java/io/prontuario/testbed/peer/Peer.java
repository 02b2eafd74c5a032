package io.prontuario.testbed.peer;

import io.prontuario.testbed.ledger.SqlRoute;
import java.nio.file.Path;

/** A system that keeps one writer on two hosts, and the faults that it is put through. */
interface Peer extends AutoCloseable {
    /** For tables: the system and what was set. */
    String name();

    /** Whether it has what the fault is about. */
    default boolean supports(Scenario scenario) {
        return true;
    }

    void up();

    /** Waits until there is one writer and every copy follows it. */
    void awaitWhole();

    /** The host whose database is the writer now. */
    String writer();

    /** The other host. */
    String standby();

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

    /** For people who ask why. */
    void copyLogs(Path to);

    @Override
    void close();
}
