package io.prontuario.testbed.load;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One streamed chat completion, read to its end marker. */
final class TokenStream {
    private static final String END = "data: [DONE]";
    private final LoadTarget target;
    private final Duration limit;
    private final DeadlineCloser deadlines;
    private final byte[] request;

    TokenStream(LoadTarget target, String model, int maxTokens, Duration limit, DeadlineCloser deadlines) {
        this.target = target;
        this.limit = limit;
        this.deadlines = deadlines;
        byte[] body = ("{\"model\":\"" + model + "\",\"stream\":true,\"max_tokens\":" + maxTokens
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"Count slowly from one to forty.\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        this.request = concat(
                ("POST /v1/chat/completions HTTP/1.1\r\nHost: " + target.host()
                                + "\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\nContent-Length: "
                                + body.length + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII),
                body);
    }

    StreamRecord run(int number, long intendedNanos) {
        Progress progress = new Progress();
        String problem = null;
        try (Connection connection = Connection.open(target, intendedNanos + limit.toNanos(), deadlines)) {
            connection.send(request);
            HttpResponseHead head = HttpResponseHead.read(connection.in());
            progress.site = head.header("x-prontuario-site");
            if (head.status() != 200) {
                problem = "HTTP " + head.status();
            } else {
                read(head, connection, progress);
            }
        } catch (IOException | RuntimeException e) {
            problem = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        boolean complete = problem == null;
        return new StreamRecord(
                number, intendedNanos, System.nanoTime(), progress.site, progress.tokens, complete, problem);
    }

    private static void read(HttpResponseHead head, Connection connection, Progress progress) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(head.body(connection.in()), StandardCharsets.UTF_8), 256);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(END)) {
                return;
            }
            if (line.startsWith("data:") && line.contains("\"content\"")) {
                progress.tokens++;
            }
        }
        throw new EOFException("the stream ended without its end marker");
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static final class Progress {
        private @Nullable String site;
        private int tokens;
    }
}
