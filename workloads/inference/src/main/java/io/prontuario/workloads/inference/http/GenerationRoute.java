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
import io.prontuario.workloads.inference.engine.Completion;
import io.prontuario.workloads.inference.engine.EngineException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/chat/completions} and {@code POST /v1/completions}: they differ in what is read and in the answer's shape. */
final class GenerationRoute implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationRoute.class);

    private final GenerationBody.Parser parser;
    private final Models models;
    private final GenerationLimits limits;
    private final Identity identity;
    private final InferenceMetrics metrics;

    /** @param parser reads this route's bodies */
    GenerationRoute(
            GenerationBody.Parser parser,
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
        GenerationBody body = parser.parse(ctx.bodyAsBytes(), limits);
        ServedModel model = Served.require(models, body.model(), ChatEngine.class);
        ChatEngine engine = (ChatEngine) model.engine();
        String name = model.spec().name();
        ClientConnection client = new ClientConnection(ctx);
        Runnable first = () -> metrics.first(name, started);
        AnswerId id = AnswerId.next(body.shape(), name, identity);
        try (AdmissionQueue.Slot slot = model.queue().enter(client::here)) {
            Completion completion = body.stream()
                    ? stream(engine, body, new AnswerStream(ctx, client, id, body.echo(), first))
                    : whole(ctx, engine, body, new AnswerText(client, first), id);
            metrics.completed(name, started, completion);
        } catch (IOException gone) {
            metrics.cancelled(name);
        } catch (EngineException failed) {
            EngineFailure.tell(metrics, name, failed, body.shape().promptField());
        }
    }

    private static Completion whole(Context ctx, ChatEngine engine, GenerationBody body, AnswerText text, AnswerId id)
            throws EngineException, IOException {
        Completion completion = body.run(engine, text);
        ObjectNode answer = id.envelope(body.shape().whole());
        ObjectNode choice = answer.putArray("choices").addObject();
        choice.put("index", 0);
        body.shape().put(choice, body.echo() + text.text());
        choice.put("finish_reason", completion.finish().word());
        answer.set("usage", AnswerId.usage(completion));
        Json.respond(ctx, 200, "application/json", answer);
        return completion;
    }

    private static Completion stream(ChatEngine engine, GenerationBody body, AnswerStream stream)
            throws EngineException, IOException {
        try {
            Completion completion = body.run(engine, stream);
            stream.finish(completion, body.includeUsage());
            return completion;
        } catch (EngineException failed) {
            if (stream.started() && failed.kind() != EngineException.Kind.CANCELLED) {
                RequestException told =
                        EngineFailure.translate(failed, body.shape().promptField());
                LOG.error("a stream broke", failed);
                stream.fail(ErrorBody.of(told.status(), told.code(), null, String.valueOf(told.getMessage())));
                throw new IOException("told inside the stream", failed);
            }
            throw failed;
        }
    }
}
