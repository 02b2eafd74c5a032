package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.inference.engine.ChatEngine;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.GenerationResult;
import io.prontuario.workloads.inference.engine.TextRequest;
import io.prontuario.workloads.inference.engine.TextSink;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The body of {@code POST /v1/completions}.
 *
 * @param model the requested model; empty for the default model
 * @param request the request to the engine
 * @param echo the prompt if it is to be repeated, otherwise empty
 * @param stream whether the completion is streamed
 * @param includeUsage whether a stream ends with a usage chunk
 */
record TextBody(Optional<String> model, TextRequest request, String echo, boolean stream, boolean includeUsage)
        implements CompletionBody {
    /** {@code logprobs} is a number in this API, and 0 requests some. */
    private static final List<String> UNSUPPORTED = List.of("logprobs", "suffix", "logit_bias");

    static TextBody parse(byte[] body, GenerationLimits limits) throws RequestException {
        CompletionFields fields = CompletionFields.of(body, "model and prompt");
        fields.reject(UNSUPPORTED);
        JsonFields read = fields.reader();
        CompletionFields.requireOne(read, "best_of");
        String prompt = prompt(read);
        return new TextBody(
                read.text("model"),
                new TextRequest(prompt, fields.generation(limits)),
                read.flag("echo") ? prompt : "",
                read.flag("stream"),
                fields.includeUsage());
    }

    /** A string, or an array of one string, as many clients send it. Token ids are not supported: they depend on the model. */
    private static String prompt(JsonFields read) throws RequestException {
        List<String> prompts = read.texts("prompt", 1);
        if (prompts.isEmpty()) {
            throw RequestException.field("prompt", "must be a string that is not empty.");
        }
        return prompts.get(0);
    }

    @Override
    public CompletionFormat format() {
        return CompletionFormat.TEXT;
    }

    @Override
    public GenerationResult run(ChatEngine engine, TextSink sink) throws EngineException, IOException {
        return engine.complete(request, sink);
    }
}
