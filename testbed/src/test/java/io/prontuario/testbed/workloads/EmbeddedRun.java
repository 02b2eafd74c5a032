package io.prontuario.testbed.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./prontuario run api --embedded --users}, until it says that it is ready. */
public final class EmbeddedRun implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final List<String> output = new ArrayList<>();

    /** In this repository, as the user who runs the tests. */
    public static EmbeddedRun start(Path data) throws Exception {
        return new EmbeddedRun(Repository.asCurrentUser(), data);
    }

    EmbeddedRun(Repository repository, Path data) throws Exception {
        process = repository
                .process(
                        "./prontuario", "run", "api", "--embedded", "--users", "--port", "0", "--data", data.toString())
                .start();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.add(line);
            if (line.startsWith("Ready after ")) {
                drain(lines);
                return;
            }
        }
        throw new AssertionError("it ended before it was ready: " + String.join("\n", output));
    }

    /** Discards the rest of its output, so that it cannot block on a full pipe. */
    private static void drain(BufferedReader lines) {
        Thread reader = new Thread(
                () -> {
                    try {
                        while (lines.readLine() != null) {
                            // to its end
                        }
                    } catch (IOException ended) {
                        // the process is gone
                    }
                },
                "output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Of every user; each is named like its role. */
    public String userPassword() {
        return output("users .* password (\\S+)");
    }

    /** What a line of the summary says. */
    String output(String pattern) {
        Pattern line = Pattern.compile(pattern);
        return output.stream()
                .map(line::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(pattern + " is not in " + output));
    }

    public String api() {
        return output("api +(http://\\S+)");
    }

    public String jdbcUrl() {
        return output("record +(\\S+) password=\\S+");
    }

    public String recordPassword() {
        return output("record +\\S+ password=(\\S+)");
    }

    String token(String user) throws Exception {
        String password = userPassword();
        HttpResponse<String> answer = send(
                "POST",
                "/v1/auth/login",
                "",
                "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}",
                "login-" + user);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("token").asText();
    }

    HttpResponse<String> send(String method, String path, String token, String body, String key) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(api() + path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + token)
                        .header("Idempotency-Key", key)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String token) throws Exception {
        return send("GET", path, token, "", "unused-key");
    }

    static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    /** As Ctrl-C or a service manager does; returns once everything has ended. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(90, TimeUnit.SECONDS))
                .as("it ends on SIGTERM")
                .isTrue();
    }
}
