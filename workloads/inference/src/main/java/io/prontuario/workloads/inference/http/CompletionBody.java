package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.inference.engine.ChatEngine;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.GenerationResult;
import io.prontuario.workloads.inference.engine.TextSink;
import java.io.IOException;
import java.util.Optional;

/** The body of a chat or text completion request. */
sealed interface CompletionBody permits ChatBody, TextBody {
    /** Parses and validates a body. */
    @FunctionalInterface
    interface Parser {
        CompletionBody parse(byte[] body, GenerationLimits limits) throws RequestException;
    }

    /** The requested model; empty for the default model. */
    Optional<String> model();

    /** Whether the completion is streamed. */
    boolean stream();

    /** Whether a stream ends with a usage chunk. */
    boolean includeUsage();

    /** The format of the response. */
    CompletionFormat format();

    /** The prompt if it is to be repeated before the generated text; otherwise empty. */
    String echo();

    /** Generates the completion into the sink. */
    GenerationResult run(ChatEngine engine, TextSink sink) throws EngineException, IOException;
}
