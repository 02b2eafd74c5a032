package io.prontuario.workloads.embedded;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Termination;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Entry point: {@code DATA_FOLDER MODELS PORT [users]}. Runs until SIGTERM or Ctrl-C. */
public final class Main {
    private static final int USAGE = 64;
    private static final int REFUSED = 4;
    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);

    private Main() {}

    /** Runs the embedded platform. */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        List<String> words = List.of(args);
        if (words.size() < 3 || words.size() > 4 || !words.get(2).matches("[0-9]{1,5}")) {
            System.err.println("usage: DATA_FOLDER MODELS PORT [users]");
            System.exit(USAGE);
        }
        try {
            run(new EmbeddedPlatform.Options(
                    Path.of(words.get(0)), words.get(1), Integer.parseInt(words.get(2)), words.contains("users")));
        } catch (StartException | InvalidSettingException refused) {
            System.err.println("prontuario: " + refused.getMessage());
            System.exit(REFUSED);
        }
    }

    private static void run(EmbeddedPlatform.Options options) throws IOException, SQLException, InterruptedException {
        long started = System.nanoTime();
        EmbeddedPlatform platform = EmbeddedPlatform.start(options, System.getenv());
        Termination.onSignal(platform::close);
        try {
            awaitAnswer(platform.inferenceUrl() + "/health");
            awaitAnswer(platform.apiUrl() + "/readyz");
        } catch (StartException neverReady) {
            System.err.println("prontuario: " + neverReady.getMessage());
            platform.close();
            // the shutdown hook would exit with status 0
            Runtime.getRuntime().halt(REFUSED);
        }
        System.out.println("api        " + platform.apiUrl());
        System.out.println("inference  " + platform.inferenceUrl() + "/v1");
        System.out.println("record     " + platform.records().url() + " password="
                + platform.records().password());
        platform.users()
                .ifPresent(users -> System.out.println(
                        "users      clinician, nurse, reception, auditor, service; password " + users.password()));
        System.out.printf(
                "Ready after %.1f s. Press Ctrl-C to stop; the data in %s is kept.%n",
                (System.nanoTime() - started) / 1e9, options.data());
    }

    /** Waits for status 200: the addresses are printed once the services are ready. */
    private static void awaitAnswer(String url) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        String last = "no response";
        while (System.nanoTime() < deadline) {
            try {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
                last = answer.body();
            } catch (HttpTimeoutException busy) {
                last = "no response in time";
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new StartException(url + " did not become ready within " + START_TIMEOUT.toMinutes()
                + " minutes; its last response: " + last);
    }
}
