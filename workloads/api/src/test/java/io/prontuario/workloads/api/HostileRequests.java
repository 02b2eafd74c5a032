package io.prontuario.workloads.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Generates valid requests with random damage in the path, the query, a header or the body. */
final class HostileRequests {
    private static final String UUID = "00000000-0000-4000-8000-000000000000";
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST /v1/auth/login", "{\"username\":\"clinician\",\"password\":\"wrong password here\"}"),
            Map.entry("POST /v1/alerts", "{\"severity\":\"critical\",\"message\":\"fell\",\"patientId\":3}"),
            Map.entry("POST /v1/chat", "{\"message\":\"hello\",\"patientId\":3}"),
            Map.entry("POST /v1/encounters", "{\"patientId\":3,\"kind\":\"emergency\",\"reason\":\"fell\"}"),
            Map.entry("PUT /v1/patients/{id}/allergies", "{\"allergies\":[\"latex\",\"dust\"]}"),
            Map.entry("POST /v1/patients/{id}/break-glass", "{\"reason\":\"unconscious at the door\"}"),
            Map.entry("POST /v1/documents", "%PDF-1.7 a document"),
            Map.entry(
                    "POST /v1/transcriptions",
                    "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF....WAVEfmt \r\n--x--\r\n"));
    private static final Map<String, String> QUERIES = Map.of(
            "GET /v1/patients", "?after=5&limit=2",
            "GET /v1/encounters", "?patientId=3",
            "GET /v1/audit", "?after=1&patientId=3",
            "POST /v1/documents", "?patientId=3&name=a.pdf");
    private static final List<String> PIECES = List.of(
            "null",
            "[]",
            "{}",
            "-1",
            "1e999",
            "\u0000",
            "\\u0000",
            "\\uD800",
            "\"",
            "{",
            "9".repeat(400),
            "[".repeat(2000),
            "' OR 1=1;--",
            "'; DROP TABLE patients;--",
            "$1",
            "\r\nX-Injected: 1\r\n",
            "%0d%0aX-Injected:%201",
            "%00",
            "%F0%9F%92%89",
            "%",
            "..%2f..%2fetc%2fpasswd",
            "/../",
            ";a=b",
            "\uFEFF",
            "NaN",
            "é",
            "\uD83D\uDC89");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW");

    private final Random random;
    private final List<String> operations;
    private final List<String> tokens;

    HostileRequests(Random random, List<String> operations, List<String> tokens) {
        this.random = random;
        this.operations = operations;
        this.tokens = tokens;
    }

    byte[] next() {
        String operation = operations.get(random.nextInt(operations.size()));
        String[] words = operation.split(" ");
        String method = random.nextInt(12) == 0 ? METHODS.get(random.nextInt(METHODS.size())) : words[0];
        String id = words[1].startsWith("/v1/patients") ? Integer.toString(1 + random.nextInt(1000)) : UUID;
        String target = words[1].replace("{id}", id) + QUERIES.getOrDefault(operation, "");
        String body = BODIES.getOrDefault(operation, "");
        StringBuilder headers = new StringBuilder();
        // a logout would revoke the token for later requests
        boolean ends = operation.equals("POST /v1/auth/logout");
        header(headers, "Authorization", "Bearer " + (ends ? "x.y.z" : tokens.get(random.nextInt(tokens.size()))), 12);
        header(headers, "Idempotency-Key", "hostile-" + random.nextInt(500), 8);
        header(
                headers,
                "Content-Type",
                operation.endsWith("transcriptions") ? "multipart/form-data; boundary=x" : "application/json",
                10);
        header(headers, "Accept", random.nextInt(4) == 0 ? "text/event-stream" : "*/*", 20);
        header(headers, "X-Content-SHA256", "0".repeat(64), 2);
        switch (random.nextInt(3)) {
            case 0 -> target =
                    damaged(target).replace("\r", "").replace("\n", "").replace(" ", "%20");
            default -> body = damaged(body);
        }
        Charset charset = random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        byte[] bytes = body.getBytes(charset);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                        + bytes.length + "\r\n" + headers + "\r\n")
                .getBytes(charset));
        request.writeBytes(bytes);
        return request.toByteArray();
    }

    /** Adds a header that is damaged with a probability of one in {@code oneIn}. */
    private void header(StringBuilder headers, String name, String value, int oneIn) {
        headers.append(name)
                .append(": ")
                .append(random.nextInt(oneIn) == 0 ? damaged(value) : value)
                .append("\r\n");
    }

    private String damaged(String original) {
        StringBuilder text = new StringBuilder(original);
        for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0, 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(12)));
                default -> text.insert(at, (char) random.nextInt(256));
            }
        }
        return text.toString();
    }
}
