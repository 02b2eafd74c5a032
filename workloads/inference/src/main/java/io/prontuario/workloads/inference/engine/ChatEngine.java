package io.prontuario.workloads.inference.engine;

import java.io.IOException;

/** Answers conversations and continues texts. */
public interface ChatEngine extends Engine {
    /**
     * Generates an answer into the sink. When the sink fails or is no longer wanted, the work is cancelled.
     *
     * @throws EngineException when the engine refuses or fails; its kind says whose fault it is
     * @throws IOException when the sink failed: the client is gone
     */
    Completion chat(ChatRequest request, TextSink sink) throws EngineException, IOException;

    /**
     * Generates what follows a text into the sink; the text itself is not repeated. Otherwise as {@link #chat}.
     *
     * @throws EngineException when the engine refuses or fails; its kind says whose fault it is
     * @throws IOException when the sink failed: the client is gone
     */
    Completion complete(TextRequest request, TextSink sink) throws EngineException, IOException;
}
