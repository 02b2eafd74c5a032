package io.prontuario.workloads.inference.engine;

import java.io.IOException;

/** An engine that answers chats and completes texts. */
public interface ChatEngine extends Engine {
    /**
     * Generates the assistant's answer and writes it to the sink. Generation is cancelled when the sink fails or is closed.
     *
     * @throws EngineException when the engine rejects the request or fails; see its kind
     * @throws IOException when the sink fails, that is, the client disconnected
     */
    GenerationResult chat(ChatRequest request, TextSink sink) throws EngineException, IOException;

    /**
     * Generates the continuation of a text and writes it to the sink, without the text itself. Generation is cancelled when the
     * sink fails or is closed.
     *
     * @throws EngineException when the engine rejects the request or fails; see its kind
     * @throws IOException when the sink fails, that is, the client disconnected
     */
    GenerationResult complete(TextRequest request, TextSink sink) throws EngineException, IOException;
}
