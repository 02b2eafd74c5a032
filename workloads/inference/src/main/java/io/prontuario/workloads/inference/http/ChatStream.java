package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.prontuario.workloads.common.ClientConnection;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.Completion;
import io.prontuario.workloads.inference.engine.TextSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as server-sent events in OpenAI's order: role, contents, finish reason, optionally usage, {@code [DONE]}.
 * Nothing is written before the first piece, so that a refusal can still be a plain error response.
 */
final class ChatStream implements TextSink {
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Context ctx;
    private final ClientConnection client;
    private final AnswerId id;
    private final Runnable onFirst;
    private @Nullable OutputStream out;

    ChatStream(Context ctx, ClientConnection client, AnswerId id, Runnable onFirst) {
        this.ctx = ctx;
        this.client = client;
        this.id = id;
        this.onFirst = onFirst;
    }

    @Override
    public boolean wanted() {
        return client.here();
    }

    boolean started() {
        return out != null;
    }

    @Override
    public void accept(String text) throws IOException {
        OutputStream to = opened();
        send(to, chunk(delta -> delta.put("content", text), null));
    }

    /** The regular end. */
    void finish(Completion completion, boolean includeUsage) throws IOException {
        OutputStream to = opened();
        send(to, chunk(delta -> {}, completion.finish().word()));
        if (includeUsage) {
            ObjectNode chunk = id.envelope("chat.completion.chunk");
            chunk.putArray("choices");
            chunk.set("usage", AnswerId.usage(completion));
            send(to, chunk);
        }
        to.write(DONE);
        to.flush();
    }

    /** An end that the client can tell from a regular one: an error event and no {@code [DONE]}. */
    void fail(ErrorBody error) throws IOException {
        OutputStream to = opened();
        write(to, Json.bytes(error));
    }

    private OutputStream opened() throws IOException {
        OutputStream to = out;
        if (to == null) {
            onFirst.run();
            ctx.res().setStatus(200);
            ctx.res().setContentType("text/event-stream;charset=utf-8");
            ctx.res().setHeader("Cache-Control", "no-cache");
            ctx.res().setHeader("X-Accel-Buffering", "no");
            // Javalin's own stream would hold everything back until the end
            to = ctx.res().getOutputStream();
            out = to;
            send(to, chunk(delta -> delta.put("role", "assistant").put("content", ""), null));
        }
        return to;
    }

    private ObjectNode chunk(java.util.function.Consumer<ObjectNode> fill, @Nullable String finish) {
        ObjectNode chunk = id.envelope("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject();
        choice.put("index", 0);
        ObjectNode delta = JsonNodeFactory.instance.objectNode();
        fill.accept(delta);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        return chunk;
    }

    private static void send(OutputStream to, ObjectNode chunk) throws IOException {
        write(to, Json.bytes(chunk));
    }

    private static void write(OutputStream to, byte[] json) throws IOException {
        to.write(DATA);
        to.write(json);
        to.write(END);
        to.flush();
    }
}
