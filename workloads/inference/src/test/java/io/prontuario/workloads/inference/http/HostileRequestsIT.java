package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.workloads.inference.InferenceService;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged requests from a seeded generator: each gets a response with a 2xx or 4xx status, none a 5xx, and the process keeps
 * running. The system property {@code prontuario.fuzz.requests} sets their number (benchmarks/fuzz/run: 10,000).
 */
class HostileRequestsIT {
    private static final int REQUESTS = Integer.getInteger("prontuario.fuzz.requests", 2_000);
    private static final String KEY = "a-key-of-this-test";
    private static final String CHAT =
            "{\"model\":\"m\",\"stream\":false,\"max_tokens\":3,\"temperature\":0.1,\"stop\":[\"a\"],"
                    + "\"messages\":[{\"role\":\"system\",\"content\":\"x\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]}";
    private static final String TEXT =
            "{\"model\":\"m\",\"prompt\":[\"Once upon\"],\"echo\":true,\"stream\":true,\"max_tokens\":3,"
                    + "\"stream_options\":{\"include_usage\":true},\"seed\":7,\"logprobs\":null,\"stop\":\"a\"}";
    private static final String EMBEDDING =
            "{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"encoding_format\":\"base64\",\"dimensions\":3}";
    private static final String FORM = "--x\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"vad_filter\"\r\n\r\ntrue\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"chunking_strategy[type]\"\r\n\r\nserver_vad\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"chunking_strategy[threshold]\"\r\n\r\n0.5\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"chunking_strategy\"\r\n\r\n{\"type\":\"server_vad\",\"threshold\":1}\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF....WAVEfmt \r\n--x--\r\n";
    /** The requests that are damaged, each equally often. */
    private static final List<Target> TARGETS = List.of(
            new Target("/v1/chat/completions", "application/json", CHAT),
            new Target("/v1/completions", "application/json", TEXT),
            new Target("/v1/embeddings", "application/json", EMBEDDING),
            new Target("/v1/audio/transcriptions", "multipart/form-data; boundary=x", FORM));

    private static final String[] PIECES = {
        "null",
        "[]",
        "{}",
        "-1",
        "1e999",
        "\"\"",
        "\u0000",
        "\\u0000",
        "\\uD800",
        "\"",
        "{",
        "9".repeat(400),
        "[".repeat(2000),
        "'; DROP TABLE patients;--",
        "\r\nX-Injected: 1\r\n",
        "%0d%0a",
        "\uFEFF",
        "true",
        "NaN"
    };

    private record Target(String path, String type, String body) {}

    @TempDir
    Path folder;

    @Test
    void damagedRequestsAreRejectedAndCauseNoServerError() throws Exception {
        InferenceService service = ScriptedServices.start(folder, new ScriptedEngine(), "API_KEYS", KEY);
        Map<Integer, Integer> statuses = new TreeMap<>();
        try {
            Random random = new Random(2026);
            for (int i = 0; i < REQUESTS; i++) {
                Target target = TARGETS.get(random.nextInt(TARGETS.size()));
                byte[] body = damage(random, target.body());
                int status = send(service.port(), target, "Bearer " + KEY, body);
                assertThat(status)
                        .as("request " + i + " to " + target.path() + ": "
                                + new String(body, StandardCharsets.ISO_8859_1))
                        .isBetween(200, 499);
                statuses.merge(status, 1, Integer::sum);
            }
            for (Target target : TARGETS.subList(0, 2)) {
                assertThat(send(
                                service.port(),
                                target,
                                "Bearer " + KEY,
                                target.body().getBytes(StandardCharsets.UTF_8)))
                        .as(target.path())
                        .isEqualTo(200);
            }
            for (int i = 0; i < REQUESTS / 10; i++) {
                String key =
                        new String(damage(random, KEY), StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n\u0000]", "");
                assertThat(send(service.port(), TARGETS.get(0), "Bearer " + key, new byte[0]))
                        .as("key " + key)
                        .isIn(key.strip().equals(KEY) ? List.of(400) : List.of(400, 401, 431));
            }
        } finally {
            service.stop();
        }
        System.out.println("hostile requests by status: " + statuses);
        assertThat(statuses).containsKey(400);
    }

    private static byte[] damage(Random random, String original) {
        StringBuilder text = new StringBuilder(original);
        for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
                case 2 -> text.setLength(at);
                default -> text.insert(at, (char) random.nextInt(256));
            }
        }
        byte[] bytes =
                text.toString().getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return bytes;
    }

    private static int send(int port, Target target, String authorization, byte[] body) throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(("POST " + target.path() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: "
                            + authorization + "\r\nContent-Type: " + target.type() + "\r\nContent-Length: "
                            + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(body);
            socket.getOutputStream().write(request.toByteArray());
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("\r\nX-Injected");
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
