package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.inference.engine.ChatEngine;
import io.prontuario.workloads.inference.engine.Completion;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.TextRequest;
import io.prontuario.workloads.inference.engine.TextSink;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A parsed body of {@code POST /v1/completions}.
 *
 * @param model the name asked for; empty means the default model
 * @param request what the engine is asked
 * @param echo the prompt if it is to be repeated, otherwise empty
 * @param stream whether the answer goes out piece by piece
 * @param includeUsage whether a stream ends with a chunk that counts tokens
 */
record TextBody(Optional<String> model, TextRequest request, String echo, boolean stream, boolean includeUsage)
        implements GenerationBody {
    /** {@code logprobs} is a number here, and 0 asks for some. */
    private static final List<String> UNSUPPORTED = List.of("logprobs", "suffix", "logit_bias");

    static TextBody parse(byte[] body, GenerationLimits limits) throws RequestException {
        GenerationFields fields = GenerationFields.of(body, "model and prompt");
        fields.refuse(UNSUPPORTED);
        BodyReader read = fields.reader();
        GenerationFields.one(read, "best_of");
        String prompt = prompt(read);
        return new TextBody(
                read.text("model"),
                new TextRequest(prompt, fields.generation(limits)),
                read.flag("echo") ? prompt : "",
                read.flag("stream"),
                fields.includeUsage());
    }

    /** A text, or a list of one, as many clients send it; tokens are a model's own and not understood. */
    private static String prompt(BodyReader read) throws RequestException {
        List<String> prompts = read.texts("prompt", 1);
        if (prompts.isEmpty()) {
            throw RequestException.field("prompt", "must be a text that is not empty.");
        }
        return prompts.get(0);
    }

    @Override
    public AnswerShape shape() {
        return AnswerShape.TEXT;
    }

    @Override
    public Completion run(ChatEngine engine, TextSink sink) throws EngineException, IOException {
        return engine.complete(request, sink);
    }
}
