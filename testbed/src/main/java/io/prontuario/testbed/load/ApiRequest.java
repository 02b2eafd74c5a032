package io.prontuario.testbed.load;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request to the api.
 *
 * @param body JSON
 * @param key of a write
 */
record ApiRequest(String method, String path, @Nullable String body, @Nullable String key) {
    static ApiRequest get(String path) {
        return new ApiRequest("GET", path, null, null);
    }

    /** For the wire; the connection ends with the answer. */
    byte[] bytes(String host, @Nullable String token) {
        byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: application/json\r\n"
                + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
                + (key == null ? "" : "Idempotency-Key: " + key + "\r\n")
                + (body == null ? "" : "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n")
                + "Connection: close\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = java.util.Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }
}
