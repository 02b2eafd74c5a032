package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.InferenceService;
import io.prontuario.workloads.inference.model.Checksums;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged requests, seeded: each is the client's fault and answered in OpenAI's shape, none is a 500, and the process stays up.
 * So many as {@code prontuario.fuzz.requests} says (benchmarks/fuzz/run: 10,000).
 */
class HostileRequestsTest {
    private static final int REQUESTS = Integer.getInteger("prontuario.fuzz.requests", 2_000);
    private static final String CHAT =
            "{\"model\":\"m\",\"stream\":false,\"max_tokens\":3,\"temperature\":0.1,\"stop\":[\"a\"],"
                    + "\"messages\":[{\"role\":\"system\",\"content\":\"x\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]}";
    private static final String FORM = "--x\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF....WAVEfmt \r\n--x--\r\n";
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

    @TempDir
    Path folder;

    @Test
    void damagedRequestsAreRefusedAndNothingBreaks() throws Exception {
        Path file = Files.write(folder.resolve("m"), new byte[] {1});
        InferenceService service = new InferenceService(
                        Settings.of(Map.of("PORT", "0", "MODELS", "m=" + file + "@" + Checksums.sha256(file))),
                        model -> new ScriptedEngine())
                .start();
        Map<Integer, Integer> statuses = new TreeMap<>();
        try {
            while (!service.models().current().ready()) {
                LockSupport.parkNanos(1_000_000);
            }
            Random random = new Random(2026);
            for (int i = 0; i < REQUESTS; i++) {
                boolean form = random.nextInt(4) == 0;
                byte[] body = damage(random, form ? FORM : CHAT);
                int status = send(service.port(), form, body);
                assertThat(status)
                        .as("request " + i + ": " + new String(body, StandardCharsets.ISO_8859_1))
                        .isBetween(200, 499);
                statuses.merge(status, 1, Integer::sum);
            }
            assertThat(send(service.port(), false, CHAT.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(200);
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

    private static int send(int port, boolean form, byte[] body) throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(("POST " + (form ? "/v1/audio/transcriptions" : "/v1/chat/completions")
                            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
                            + (form ? "multipart/form-data; boundary=x" : "application/json") + "\r\nContent-Length: "
                            + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(body);
            socket.getOutputStream().write(request.toByteArray());
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("\r\nX-Injected");
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
