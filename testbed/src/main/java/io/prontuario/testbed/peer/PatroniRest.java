package io.prontuario.testbed.peer;

import io.prontuario.testbed.exec.TestbedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Patroni's REST interface, as its command line uses it. */
final class PatroniRest {
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration SWITCHOVER = Duration.ofSeconds(120);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    /** What the first member that answers says; nobody when none does. */
    PatroniMembers members(List<Box> boxes) {
        for (Box box : boxes) {
            try {
                HttpResponse<String> answer =
                        send(HttpRequest.newBuilder(at(box, "/cluster")).timeout(ANSWER));
                if (answer.statusCode() == 200) {
                    return PatroniMembers.parse(answer.body());
                }
            } catch (IOException e) {
                // Dead or not up yet: the next one knows as well.
                continue;
            }
        }
        return new PatroniMembers(List.of());
    }

    /** Returns when Patroni says that the candidate is the leader. */
    void switchover(Box leader, Box candidate) {
        String body = "{\"leader\":\"" + leader.name() + "\",\"candidate\":\"" + candidate.name() + "\"}";
        try {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(at(leader, "/switchover"))
                    .timeout(SWITCHOVER)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            if (answer.statusCode() != 200) {
                throw new TestbedException("Patroni refused the switchover: " + answer.body());
            }
        } catch (IOException e) {
            throw new TestbedException("no answer to the switchover: " + e.getMessage(), e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while asking Patroni", e);
        }
    }

    private static URI at(Box box, String path) {
        return URI.create("http://" + box.address() + ":" + PatroniConfig.REST_PORT + path);
    }
}
