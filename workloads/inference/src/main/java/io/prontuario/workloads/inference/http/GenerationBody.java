package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.inference.engine.ChatEngine;
import io.prontuario.workloads.inference.engine.Completion;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.TextSink;
import java.io.IOException;
import java.util.Optional;

/** A parsed request for text. */
sealed interface GenerationBody permits ChatBody, TextBody {
    /** Reads and checks a body. */
    @FunctionalInterface
    interface Parser {
        GenerationBody parse(byte[] body, GenerationLimits limits) throws RequestException;
    }

    /** The name asked for; empty means the default model. */
    Optional<String> model();

    /** Whether the answer goes out piece by piece. */
    boolean stream();

    /** Whether a stream ends with a chunk that counts tokens. */
    boolean includeUsage();

    /** What the answer looks like. */
    AnswerShape shape();

    /** What is repeated before the answer; empty for nothing. */
    String echo();

    /** Has the engine answer into the sink. */
    Completion run(ChatEngine engine, TextSink sink) throws EngineException, IOException;
}
