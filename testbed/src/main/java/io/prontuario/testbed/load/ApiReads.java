package io.prontuario.testbed.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.ledger.FoundWrites;
import io.prontuario.testbed.load.ApiReply.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the api shows of the writes, to a user who asks for them. */
public final class ApiReads {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String MARK = "ledger ";

    private ApiReads() {}

    /**
     * The encounters of these patients.
     *
     * @throws IOException when the api does not answer
     */
    public static FoundWrites encounters(LoadTarget door, Set<Integer> patients) throws IOException {
        Map<String, Integer> byKey = new HashMap<>();
        try (DeadlineCloser deadlines = new DeadlineCloser()) {
            ApiCall call = new ApiCall(door, deadlines);
            for (int patient : new HashSet<>(patients)) {
                for (JsonNode encounter : encounters(call, door, patient)) {
                    String reason = encounter.path("reason").asText();
                    if (reason.startsWith(MARK)) {
                        byKey.merge(reason.substring(MARK.length()), 1, Integer::sum);
                    }
                }
            }
        }
        return new FoundWrites("the api", Set.of(MixKind.ENCOUNTER.title()), byKey);
    }

    private static JsonNode encounters(ApiCall call, LoadTarget door, int patient) throws IOException {
        ApiReply reply = call.send(
                ApiRequest.get("/v1/encounters?patientId=" + patient),
                door.sessions().token(MixKind.ENCOUNTER.role(), patient),
                System.nanoTime() + LIMIT.toNanos());
        if (reply instanceof Answer answer && answer.status() == 200) {
            return answer.json().path("encounters");
        }
        throw new IOException("the api does not list encounters: "
                + (reply instanceof Answer answer ? "HTTP " + answer.status() : String.valueOf(reply)));
    }
}
