package io.prontuario.host.protocol;

import io.prontuario.continuity.model.FencingToken;

/** The agent's answer to an order. */
public sealed interface AgentAnswer {
    /** Carried out; repeating it is harmless. */
    record Applied(Change change, String message) implements AgentAnswer {}

    /** Rejected: the agent has already accepted a newer token, so the sender no longer leads or repeats an old order. */
    record Stale(FencingToken newest, String message) implements AgentAnswer {}

    /** The order is wrong; the last good state keeps running. The message says what is wrong, and where. */
    record Refused(String message) implements AgentAnswer {}

    /** No usable answer within the client's two seconds: the order may have been carried out or not. */
    record Unreachable(String reason) implements AgentAnswer {}

    /** What an accepted order changed. */
    enum Change {
        /** Nothing: file and process already were as ordered. */
        UNCHANGED,
        /** The running process, through HAProxy's run-time interface. */
        RUNTIME,
        /** A new worker took over the listeners; open requests finish in the old one. */
        RELOAD,
        /** The files on disk, for the next start: HAProxy is not running. */
        STORED
    }
}
