package io.prontuario.workloads.api.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.workloads.common.ClientConnection;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Asks the inference service of this site over the OpenAI API. */
public final class Assistant {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final String INSTRUCTIONS =
            "You help clinicians of a hospital. Answer briefly and in the language of the question. Say when you are not sure.";
    private static final String REDUCED = " The hospital runs its emergency service: answer in few sentences.";

    private final ChatOptions options;
    private final Profile profile;
    private final URI completions;
    private final URI transcriptions;
    private @Nullable HttpClient client;

    /** @param profile decides the instructions */
    public Assistant(ChatOptions options, Profile profile) {
        this.options = options;
        this.profile = profile;
        String base = options.inference().toString().replaceAll("/+$", "");
        this.completions = URI.create(base + "/v1/chat/completions");
        this.transcriptions = URI.create(base + "/v1/audio/transcriptions");
    }

    /**
     * Asks; the caller closes the body, which cancels what is still being generated.
     *
     * @param message what the person says
     * @param context what the assistant is told about the patient it is about
     * @param stream whether the body is a stream of server-sent events
     * @param wanted asked while waiting; once false, the question is withdrawn
     * @throws IOException when the service cannot be reached or does not answer in time
     * @throws CancellationException when nobody wants the answer any more
     */
    public HttpResponse<InputStream> ask(
            String message, Optional<String> context, boolean stream, BooleanSupplier wanted)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(completions).header("Accept", stream ? "text/event-stream" : "application/json");
        return post(request, "application/json", Json.bytes(body(message, context, stream)), wanted);
    }

    /**
     * Has speech transcribed; the caller closes the body.
     *
     * @param contentType of the form, with its boundary
     * @param form as the client sent it
     * @param wanted asked while waiting; once false, the question is withdrawn
     * @throws IOException when the service cannot be reached or does not answer in time
     * @throws CancellationException when nobody wants the answer any more
     */
    public HttpResponse<InputStream> transcribe(String contentType, byte[] form, BooleanSupplier wanted)
            throws IOException, InterruptedException {
        return post(HttpRequest.newBuilder(transcriptions), contentType, form, wanted);
    }

    private HttpResponse<InputStream> post(
            HttpRequest.Builder request, String contentType, byte[] body, BooleanSupplier wanted)
            throws IOException, InterruptedException {
        options.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        HttpRequest complete = request.timeout(options.timeout())
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return await(client().sendAsync(complete, HttpResponse.BodyHandlers.ofInputStream()), wanted);
    }

    private static <T> T await(CompletableFuture<T> answer, BooleanSupplier wanted)
            throws IOException, InterruptedException {
        while (true) {
            try {
                return answer.get(ClientConnection.LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (!wanted.getAsBoolean()) {
                    answer.cancel(true);
                    throw new CancellationException();
                }
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof IOException away ? away : new IOException(failed.getCause());
            }
        }
    }

    private ObjectNode body(String message, Optional<String> context, boolean stream) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("max_tokens", options.maxTokens()).put("stream", stream);
        if (stream) {
            body.putObject("stream_options").put("include_usage", true);
        }
        String instructions = profile == Profile.EMERGENCY ? INSTRUCTIONS + REDUCED : INSTRUCTIONS;
        String system = context.map(patient -> instructions + "\n" + patient).orElse(instructions);
        body.putArray("messages").addObject().put("role", "system").put("content", system);
        body.withArray("messages").addObject().put("role", "user").put("content", message);
        return body;
    }

    /** Made at the first question: it costs a tenth of the start, and lookups never need it. */
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();
            client = made;
        }
        return made;
    }
}
