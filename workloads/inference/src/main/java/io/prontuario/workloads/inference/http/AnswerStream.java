package io.prontuario.workloads.inference.http;

import io.javalin.http.Context;
import io.prontuario.workloads.common.ClientConnection;
import io.prontuario.workloads.inference.engine.Completion;
import io.prontuario.workloads.inference.engine.TextSink;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as server-sent events in OpenAI's order: opening, contents, finish reason, optionally usage, {@code [DONE]}.
 * Nothing is written before the first piece, so that a refusal can still be a plain error response.
 */
final class AnswerStream implements TextSink {
    private final Context ctx;
    private final ClientConnection client;
    private final AnswerEvents events;
    private final String echo;
    private final Runnable onFirst;
    private @Nullable OutputStream out;

    /** @param echo what the client wants repeated before the answer, or empty */
    AnswerStream(Context ctx, ClientConnection client, AnswerId id, String echo, Runnable onFirst) {
        this.ctx = ctx;
        this.client = client;
        this.events = new AnswerEvents(id);
        this.echo = echo;
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
        to.write(events.content(text));
        to.flush();
    }

    /** The regular end. */
    void finish(Completion completion, boolean includeUsage) throws IOException {
        OutputStream to = opened();
        to.write(events.end(completion, includeUsage));
        to.flush();
    }

    /** An end that the client can tell from a regular one: an error event and no {@code [DONE]}. */
    void fail(ErrorBody error) throws IOException {
        OutputStream to = opened();
        to.write(AnswerEvents.error(error));
        to.flush();
    }

    /** The first event waits for what comes with it: together they are one packet. */
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
            to.write(events.opening(echo));
        }
        return to;
    }
}
