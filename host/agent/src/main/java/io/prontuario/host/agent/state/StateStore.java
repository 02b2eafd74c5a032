package io.prontuario.host.agent.state;

import io.prontuario.host.protocol.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The agent's state, in memory and on disk. */
public final class StateStore {
    private final Path file;
    private AgentState state;

    public StateStore(Path file) throws IOException {
        this.file = file;
        String text = DurableFile.read(file);
        this.state = text.isBlank() ? AgentState.initial() : Json.read(text, AgentState.class);
    }

    public synchronized AgentState get() {
        return state;
    }

    /** Changes the state. It is on disk before this returns. */
    public synchronized AgentState update(UnaryOperator<AgentState> change) throws IOException {
        AgentState next = change.apply(state);
        if (!next.equals(state)) {
            DurableFile.write(file, Json.write(next));
            state = next;
        }
        return next;
    }

    /** Changes the state in memory only: for what the next heartbeat repeats. */
    public synchronized AgentState remember(UnaryOperator<AgentState> change) {
        state = change.apply(state);
        return state;
    }
}
