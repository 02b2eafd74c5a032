package io.prontuario.workloads.inference.engine;

import java.io.IOException;

/** Answers conversations. */
public interface ChatEngine extends Engine {
    /**
     * Generates an answer into the sink. When the sink fails or is no longer wanted, the work is cancelled.
     *
     * @throws EngineException when the engine refuses or fails; its kind says whose fault it is
     * @throws IOException when the sink failed: the client is gone
     */
    Completion chat(ChatRequest request, TextSink sink) throws EngineException, IOException;
}
