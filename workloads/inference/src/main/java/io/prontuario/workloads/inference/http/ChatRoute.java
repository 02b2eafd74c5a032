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

/** {@code POST /v1/chat/completions}. */
final class ChatRoute implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ChatRoute.class);

    private final Models models;
    private final ChatLimits limits;
    private final Identity identity;
    private final InferenceMetrics metrics;

    ChatRoute(Models models, ChatLimits limits, Identity identity, InferenceMetrics metrics) {
        this.models = models;
        this.limits = limits;
        this.identity = identity;
        this.metrics = metrics;
    }

    @Override
    public void handle(Context ctx) throws RequestException {
        long started = System.nanoTime();
        ChatBody body = ChatBody.parse(ctx.bodyAsBytes(), limits);
        ServedModel model = Served.require(models, body.model(), ChatEngine.class);
        ChatEngine engine = (ChatEngine) model.engine();
        String name = model.spec().name();
        ClientConnection client = new ClientConnection(ctx);
        Runnable first = () -> metrics.first(name, started);
        AnswerId id = AnswerId.next(name, identity);
        try (AdmissionQueue.Slot slot = model.queue().enter(client::here)) {
            Completion completion = body.stream()
                    ? stream(engine, body, new ChatStream(ctx, client, id, first))
                    : whole(ctx, engine, body, new ChatText(client, first), id);
            metrics.completed(name, started, completion);
        } catch (IOException gone) {
            metrics.cancelled(name);
        } catch (EngineException failed) {
            refuse(ctx, name, failed);
        }
    }

    private Completion whole(Context ctx, ChatEngine engine, ChatBody body, ChatText text, AnswerId id)
            throws EngineException, IOException {
        Completion completion = engine.chat(body.request(), text);
        ObjectNode answer = id.envelope("chat.completion");
        ObjectNode choice = answer.putArray("choices").addObject();
        choice.put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", text.text());
        choice.put("finish_reason", completion.finish().word());
        answer.set("usage", AnswerId.usage(completion));
        Json.respond(ctx, 200, "application/json", answer);
        return completion;
    }

    private static Completion stream(ChatEngine engine, ChatBody body, ChatStream stream)
            throws EngineException, IOException {
        try {
            Completion completion = engine.chat(body.request(), stream);
            stream.finish(completion, body.includeUsage());
            return completion;
        } catch (EngineException failed) {
            if (stream.started() && failed.kind() != EngineException.Kind.CANCELLED) {
                RequestException told = ErrorBody.translate(failed);
                LOG.error("a stream broke", failed);
                stream.fail(ErrorBody.of(told.status(), told.code(), null, String.valueOf(told.getMessage())));
                throw new IOException("told inside the stream", failed);
            }
            throw failed;
        }
    }

    private void refuse(Context ctx, String name, EngineException failed) throws RequestException {
        switch (failed.kind()) {
            case CANCELLED -> {
                metrics.cancelled(name);
                return;
            }
            case BUSY -> metrics.rejected(name);
            case FAILED -> LOG.error("the engine of {} failed", name, failed);
            case PROMPT_TOO_LONG, UNAVAILABLE, UNSUPPORTED -> {
                // the client is told, nothing to count
            }
        }
        throw ErrorBody.translate(failed);
    }
}
