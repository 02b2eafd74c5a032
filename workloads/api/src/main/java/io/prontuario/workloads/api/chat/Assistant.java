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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Client of this site's inference service (OpenAI API). */
public final class Assistant {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final String INSTRUCTIONS =
            "You help clinicians of a hospital. Answer briefly and in the language of the question. Say when you are not sure.";
    private static final String REDUCED = " The hospital runs its emergency service: answer in few sentences.";

    private final ChatOptions options;
    private final Profile profile;
    private final URI completions;
    private final URI transcriptions;
    private @Nullable HttpClient client;

    /** @param profile selects the system prompt */
    public Assistant(ChatOptions options, Profile profile) {
        this.options = options;
        this.profile = profile;
        String base = options.inference().toString().replaceAll("/+$", "");
        this.completions = URI.create(base + "/v1/chat/completions");
        this.transcriptions = URI.create(base + "/v1/audio/transcriptions");
    }

    /**
     * Sends a chat message. The caller closes the body, which cancels a running generation.
     *
     * @param message the user's message
     * @param context facts about the patient, appended to the system prompt
     * @param stream whether the body is a stream of server-sent events
     * @param connected polled while waiting; the request is cancelled once it returns false
     * @throws IOException if the service cannot be reached or does not respond in time
     * @throws CancellationException if the client has disconnected
     */
    public HttpResponse<InputStream> ask(
            String message, Optional<String> context, boolean stream, BooleanSupplier connected)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(completions).header("Accept", stream ? "text/event-stream" : "application/json");
        return post(
                request,
                "application/json",
                HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body(message, context, stream))),
                connected);
    }

    /**
     * Transcribes speech. The caller closes the body.
     *
     * @param contentType content type of the form, with its boundary
     * @param form file with the client's form, unchanged
     * @param connected polled while waiting; the request is cancelled once it returns false
     * @throws IOException if the service cannot be reached or does not respond in time
     * @throws CancellationException if the client has disconnected
     */
    public HttpResponse<InputStream> transcribe(String contentType, Path form, BooleanSupplier connected)
            throws IOException, InterruptedException {
        return post(
                HttpRequest.newBuilder(transcriptions),
                contentType,
                HttpRequest.BodyPublishers.ofFile(form),
                connected);
    }

    private HttpResponse<InputStream> post(
            HttpRequest.Builder request, String contentType, HttpRequest.BodyPublisher body, BooleanSupplier connected)
            throws IOException, InterruptedException {
        options.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        HttpRequest complete = request.timeout(options.timeout())
                .header("Content-Type", contentType)
                .POST(body)
                .build();
        return await(client().sendAsync(complete, HttpResponse.BodyHandlers.ofInputStream()), connected);
    }

    private static <T> T await(CompletableFuture<T> answer, BooleanSupplier connected)
            throws IOException, InterruptedException {
        while (true) {
            try {
                return answer.get(ClientConnection.PROBE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (!connected.getAsBoolean()) {
                    answer.cancel(true);
                    throw new CancellationException();
                }
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed.getCause());
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

    /** Created at the first request: it takes a tenth of the start time, and patient lookups never need it. */
    private synchronized HttpClient client() {
        HttpClient created = client;
        if (created == null) {
            created = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();
            client = created;
        }
        return created;
    }
}
