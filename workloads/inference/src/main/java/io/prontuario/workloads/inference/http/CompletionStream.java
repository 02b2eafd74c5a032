package io.prontuario.workloads.inference.http;

import io.javalin.http.Context;
import io.prontuario.workloads.common.ClientConnection;
import io.prontuario.workloads.inference.engine.GenerationResult;
import io.prontuario.workloads.inference.engine.TextSink;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Streams a completion as server-sent events in OpenAI's order: role, content, finish reason, optionally usage, {@code [DONE]}.
 * Nothing is written before the first text, so that a failure until then is a regular error response.
 */
final class CompletionStream implements TextSink {
    private final Context ctx;
    private final ClientConnection client;
    private final CompletionEvents events;
    private final String echo;
    private final Runnable onFirst;
    private @Nullable OutputStream out;

    /** @param echo the prompt to repeat before the generated text, or empty */
    CompletionStream(
            Context ctx, ClientConnection client, CompletionEnvelope completion, String echo, Runnable onFirst) {
        this.ctx = ctx;
        this.client = client;
        this.events = new CompletionEvents(completion);
        this.echo = echo;
        this.onFirst = onFirst;
    }

    @Override
    public boolean isOpen() {
        return client.isOpen();
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
    void finish(GenerationResult result, boolean includeUsage) throws IOException {
        OutputStream to = opened();
        to.write(events.end(result, includeUsage));
        to.flush();
    }

    /** Ends the stream with an error event and without {@code [DONE]}. */
    void fail(ErrorBody error) throws IOException {
        OutputStream to = opened();
        to.write(CompletionEvents.error(error));
        to.flush();
    }

    /** Opens the stream at the first text; its first event is flushed together with the text, in one packet. */
    private OutputStream opened() throws IOException {
        OutputStream to = out;
        if (to == null) {
            onFirst.run();
            ctx.res().setStatus(200);
            ctx.res().setContentType("text/event-stream;charset=utf-8");
            ctx.res().setHeader("Cache-Control", "no-cache");
            ctx.res().setHeader("X-Accel-Buffering", "no");
            // Javalin's own stream buffers everything until the end
            to = ctx.res().getOutputStream();
            out = to;
            to.write(events.opening(echo));
        }
        return to;
    }
}
