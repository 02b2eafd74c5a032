package io.prontuario.host.protocol;

import io.prontuario.continuity.model.FencingToken;

/** How an instruction to an agent ended. */
public sealed interface AgentAnswer {
    /** Done; repeating it is harmless. */
    record Applied(Change change, String message) implements AgentAnswer {}

    /** The agent has seen a newer leader, epoch or generation: whoever sent this no longer decides. */
    record Stale(FencingToken newest, String message) implements AgentAnswer {}

    /** The instruction itself is wrong; the last good state keeps running. The message says what and where. */
    record Refused(String message) implements AgentAnswer {}

    /** No usable answer within the client's two seconds: it may or may not have been done. */
    record Unreachable(String reason) implements AgentAnswer {}

    /** What an accepted instruction changed. */
    enum Change {
        /** File and process already were as asked. */
        UNCHANGED,
        /** Through HAProxy's runtime interface, without a new process. */
        RUNTIME,
        /** A new worker took over the listeners; running requests end in the old one. */
        RELOAD,
        /** On disk for the next start: HAProxy is not running. */
        STORED
    }
}
