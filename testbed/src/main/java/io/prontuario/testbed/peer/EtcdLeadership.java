package io.prontuario.testbed.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.Wait;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Which member of an etcd leads, and making another one lead. */
final class EtcdLeadership {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final List<Box> members;

    EtcdLeadership(List<Box> members) {
        this.members = List.copyOf(members);
    }

    void moveTo(Box box) {
        String wanted = status(box).at("/header/member_id").asText();
        Wait.until(
                Duration.ofSeconds(10),
                () -> {
                    String leader = status(box).path("leader").asText();
                    if (leader.equals(wanted)) {
                        return true;
                    }
                    // Only the leader hands over.
                    members.stream()
                            .filter(member -> status(member)
                                    .at("/header/member_id")
                                    .asText()
                                    .equals(leader))
                            .forEach(member -> post(
                                    member,
                                    "/v3/maintenance/transfer-leadership",
                                    "{\"targetID\":\"" + wanted + "\"}"));
                    return false;
                },
                () -> "etcd's leadership does not move to " + box.name());
    }

    private JsonNode status(Box box) {
        return post(box, "/v3/maintenance/status", "{}");
    }

    private JsonNode post(Box box, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + box.address() + ":" + EtcdMember.CLIENT_PORT + path))
                .timeout(ANSWER)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new TestbedException("etcd on " + box.name() + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while asking etcd", e);
        }
    }
}
