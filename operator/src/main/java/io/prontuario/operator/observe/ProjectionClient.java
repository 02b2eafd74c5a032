package io.prontuario.operator.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.operator.desired.ReportingJob;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks the job that ships the projection, {@code GET /projection}: bounded in time and size, because the answer is not trusted. */
public final class ProjectionClient {
    /** Resolves a job's name in the cluster to an address. */
    public interface Dial {
        /** The address in the cluster's DNS; unresolved when it has none. */
        Dial BY_NAME = InetSocketAddress::new;

        InetSocketAddress address(String host, int port);
    }

    private static final int CONNECT_MILLIS = 1_000;
    private static final long WHOLE_NANOS = 2_000_000_000L;
    private static final int LARGEST = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Dial dial;
    private final Clock clock;

    public ProjectionClient(Dial dial, Clock clock) {
        this.dial = dial;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Answers instead of throwing, whatever the job does. */
    ProjectionReport ask(ReportingJob job) {
        InetSocketAddress address = dial.address(job.host(), job.port());
        if (address.isUnresolved()) {
            return noAnswer(job.host() + " is not in the cluster's DNS");
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            socket.getOutputStream()
                    .write(("GET /projection HTTP/1.1\r\nHost: " + job.host()
                                    + "\r\nUser-Agent: prontuario-operator\r\nAccept: application/json\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            HttpHead head = new HttpHead(socket, System.nanoTime() + WHOLE_NANOS);
            String[] status = head.line().split(" ", 3);
            if (status.length < 2 || !status[1].equals("200")) {
                return noAnswer(job.host()
                        + " did not answer GET /projection with 200; check that it runs mode ship of this version");
            }
            head.headers();
            return read(job, head.rest(LARGEST));
        } catch (IOException noAnswer) {
            return noAnswer(job.host() + " does not answer");
        }
    }

    private ProjectionReport read(ReportingJob job, String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer != null && answer.path("reason").isTextual()) {
                return new ProjectionReport.Answer(
                        now(),
                        answer.path("asOf").isTextual()
                                ? Optional.of(Instant.parse(answer.path("asOf").textValue()))
                                : Optional.empty(),
                        number(answer.path("appliedSequence")),
                        number(answer.path("pending")),
                        number(answer.path("inboxPending")),
                        answer.path("reason").textValue());
            }
        } catch (JsonProcessingException | DateTimeParseException garbled) {
            // reported below, like any other unexpected body
        }
        return noAnswer(job.host() + " answered GET /projection with an unexpected body");
    }

    private static OptionalLong number(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0
                ? OptionalLong.of(node.longValue())
                : OptionalLong.empty();
    }

    private ProjectionReport noAnswer(String why) {
        return new ProjectionReport.NoAnswer(now(), why);
    }
}
