package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prontuario.workloads.common.ClientConnection;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.Models;
import io.prontuario.workloads.inference.ServedModel;
import io.prontuario.workloads.inference.engine.AdmissionQueue;
import io.prontuario.workloads.inference.engine.ChatEngine;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.GenerationResult;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/chat/completions} and {@code POST /v1/completions}, which differ in their body and response format. */
final class CompletionRoute implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(CompletionRoute.class);

    private final CompletionBody.Parser parser;
    private final Models models;
    private final GenerationLimits limits;
    private final Identity identity;
    private final InferenceMetrics metrics;

    /** @param parser parses the bodies of this route */
    CompletionRoute(
            CompletionBody.Parser parser,
            Models models,
            GenerationLimits limits,
            Identity identity,
            InferenceMetrics metrics) {
        this.parser = parser;
        this.models = models;
        this.limits = limits;
        this.identity = identity;
        this.metrics = metrics;
    }

    @Override
    public void handle(Context ctx) throws RequestException {
        long started = System.nanoTime();
        CompletionBody body = parser.parse(ctx.bodyAsBytes(), limits);
        ServedModel model = ModelResolver.require(models, body.model(), ChatEngine.class);
        ChatEngine engine = (ChatEngine) model.engine();
        String name = model.config().name();
        ClientConnection client = new ClientConnection(ctx);
        Runnable first = () -> metrics.first(name, started);
        CompletionEnvelope envelope = CompletionEnvelope.next(body.format(), name, identity);
        try (AdmissionQueue.Slot slot = model.queue().acquire(client::isOpen)) {
            GenerationResult result = body.stream()
                    ? stream(engine, body, new CompletionStream(ctx, client, envelope, body.echo(), first))
                    : whole(ctx, engine, body, new CompletionText(client, first), envelope);
            metrics.completed(name, started, result);
        } catch (IOException gone) {
            metrics.cancelled(name);
        } catch (EngineException failed) {
            EngineErrors.report(metrics, name, failed, body.format().promptField());
        }
    }

    private static GenerationResult whole(
            Context ctx, ChatEngine engine, CompletionBody body, CompletionText text, CompletionEnvelope envelope)
            throws EngineException, IOException {
        GenerationResult result = body.run(engine, text);
        ObjectNode answer = envelope.json(body.format().object());
        ObjectNode choice = answer.putArray("choices").addObject();
        choice.put("index", 0);
        body.format().put(choice, body.echo() + text.text());
        choice.put("finish_reason", result.finish().wireName());
        answer.set("usage", CompletionEnvelope.usage(result));
        Json.respond(ctx, 200, "application/json", answer);
        return result;
    }

    private static GenerationResult stream(ChatEngine engine, CompletionBody body, CompletionStream stream)
            throws EngineException, IOException {
        try {
            GenerationResult result = body.run(engine, stream);
            stream.finish(result, body.includeUsage());
            return result;
        } catch (EngineException failed) {
            if (stream.started() && failed.kind() != EngineException.Kind.CANCELLED) {
                RequestException error =
                        EngineErrors.translate(failed, body.format().promptField());
                LOG.error("generation failed within a stream", failed);
                stream.fail(ErrorBody.of(error.status(), error.code(), null, String.valueOf(error.getMessage())));
                throw new IOException("reported in the stream", failed);
            }
            throw failed;
        }
    }
}
