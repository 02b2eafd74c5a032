package io.prontuario.cli.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A user's login at the platform ({@code POST /v1/auth/login}), renewed before it expires. Thread-safe. */
final class ClientLogin {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A login lasts for 30 minutes. */
    private static final Duration RENEW_AFTER = Duration.ofMinutes(10);

    private final HttpClient http;
    private final URI login;
    private final ClientTarget.User user;
    private final Duration limit;
    private final Clock clock;
    private volatile String token = "";
    private Instant asked;

    private ClientLogin(HttpClient http, URI url, ClientTarget.User user, Duration limit, Clock clock) {
        this.http = http;
        this.login = url.resolve("/v1/auth/login");
        this.user = user;
        this.limit = limit;
        this.clock = clock;
        this.asked = clock.instant();
    }

    /**
     * Logs in.
     *
     * @param url any URL of the platform
     * @throws CliException (refused) with the answer when the platform does not accept the user
     * @throws IOException when the file of the password or the platform cannot be read
     */
    static ClientLogin of(HttpClient http, URI url, ClientTarget.User user, Duration limit, Clock clock)
            throws IOException, InterruptedException {
        ClientLogin login = new ClientLogin(http, url, user, limit, clock);
        HttpResponse<String> response = http.send(login.request(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "--user: " + login.login + " answered " + response.statusCode() + " to the login of " + user.name()
                            + "; correct the name, or the password in " + user.passwordFile());
        }
        login.token = token(response.body());
        return login;
    }

    /** The value of the header Authorization. */
    String authorization() {
        renewIfOld();
        return "Bearer " + token;
    }

    /** Without an answer the present login is used on: the platform may be what the test has broken. */
    private synchronized void renewIfOld() {
        if (clock.instant().isBefore(asked.plus(RENEW_AFTER))) {
            return;
        }
        asked = clock.instant();
        try {
            http.sendAsync(request(), HttpResponse.BodyHandlers.ofString()).thenAccept(response -> {
                if (response.statusCode() == 200) {
                    token = token(response.body());
                }
            });
        } catch (IOException unreadable) {
            // The password's file is gone; the login lasts until it expires.
        }
    }

    private HttpRequest request() throws IOException {
        String password =
                Files.readString(user.passwordFile()).lines().findFirst().orElse("");
        return HttpRequest.newBuilder(login)
                .timeout(limit)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("username", user.name(), "password", password))))
                .build();
    }

    private static String token(String body) {
        try {
            return JSON.readTree(body).path("token").asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
