package io.prontuario.testbed.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.testbed.load.ReadResult.Answered;
import io.prontuario.testbed.load.ReadResult.Failed;
import io.prontuario.testbed.load.ReadResult.FailureKind;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One GET of one seeded patient over a connection of its own, checked against the seed's rule. */
final class PatientRead {
    private final LoadTarget target;
    private final Duration limit;
    private final DeadlineCloser deadlines;
    private final SeededPatients patients = new SeededPatients();
    private final ObjectMapper json = new ObjectMapper();

    PatientRead(LoadTarget target, Duration limit, DeadlineCloser deadlines) {
        this.target = target;
        this.limit = limit;
        this.deadlines = deadlines;
    }

    /**
     * Reads patient {@code id}; {@code intendedNanos} is when the request was due, and the limit counts from there.
     *
     * @param token of the user who reads; null where nobody logged in
     */
    ReadResult read(int id, @Nullable String token, long intendedNanos) {
        long deadline = intendedNanos + limit.toNanos();
        boolean connected = false;
        try (Connection connection = Connection.open(target, deadline, deadlines)) {
            connected = true;
            connection.send(ApiRequest.get("/v1/patients/" + id).bytes(target.host(), token));
            HttpResponseHead head = HttpResponseHead.read(connection.in());
            byte[] body = head.body(connection.in()).readAllBytes();
            return evaluate(id, head, body);
        } catch (IOException | RuntimeException e) {
            return Failures.of(e, connected, deadline);
        }
    }

    private ReadResult evaluate(int id, HttpResponseHead head, byte[] body) throws IOException {
        if (head.status() != 200) {
            return new Failed(
                    FailureKind.STATUS, "HTTP " + head.status() + " from " + site(head) + problem(head, body));
        }
        JsonNode patient = json.readTree(body);
        if (!patient.path("mrn").asText().equals(patients.mrn(id))
                || !patient.path("checksum").asText().equals(patients.checksum(id))) {
            return new Failed(FailureKind.WRONG, "another record than the one asked for, from " + site(head));
        }
        String profile = String.valueOf(head.header("x-prontuario-profile"));
        boolean reduced = patient.path("reduced").asBoolean(false);
        if (profile.equals("emergency") != reduced) {
            return new Failed(
                    FailureKind.WRONG, "profile " + profile + " but reduced=" + reduced + ", from " + site(head));
        }
        return new Answered(site(head), profile, reduced);
    }

    /** The detail of the service's problem document (RFC 9457), which holds no record data. */
    private String problem(HttpResponseHead head, byte[] body) {
        if (!String.valueOf(head.header("content-type")).startsWith("application/problem+json")) {
            return "";
        }
        try {
            return ": " + json.readTree(body).path("detail").asText();
        } catch (IOException unreadable) {
            return ": a problem document that cannot be read";
        }
    }

    private static String site(HttpResponseHead head) {
        return String.valueOf(head.header("x-prontuario-site"));
    }
}
