package io.prontuario.host.agent;

import io.prontuario.host.protocol.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Keeps the agent's state in memory and on disk. */
final class StateStore {
    private final Path file;
    private AgentState state;

    StateStore(Path file) throws IOException {
        this.file = file;
        String text = DurableFile.read(file);
        this.state = text.isBlank() ? AgentState.initial() : Json.read(text, AgentState.class);
    }

    synchronized AgentState get() {
        return state;
    }

    /** On disk before it returns. */
    synchronized AgentState update(UnaryOperator<AgentState> change) throws IOException {
        AgentState next = change.apply(state);
        if (!next.equals(state)) {
            DurableFile.write(file, Json.write(next));
            state = next;
        }
        return next;
    }

    /** In memory only: for what the next heartbeat brings again. */
    synchronized AgentState remember(UnaryOperator<AgentState> change) {
        state = change.apply(state);
        return state;
    }
}
