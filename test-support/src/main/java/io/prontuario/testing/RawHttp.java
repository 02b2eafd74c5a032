package io.prontuario.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends raw bytes: HTTP client libraries refuse to send malformed requests. */
public final class RawHttp {
    private static final int TIMEOUT_MILLIS = 30_000;

    /**
     * A response.
     *
     * @param head status line and headers
     */
    public record Answer(int status, String head, String body) {
        /** The value of a header. */
        public Optional<String> header(String name) {
            Matcher line = Pattern.compile("(?im)^" + Pattern.quote(name) + ":[ \t]*(.*?)\r?$")
                    .matcher(head);
            return line.find() ? Optional.of(line.group(1)) : Optional.empty();
        }
    }

    private RawHttp() {}

    /** Sends a request with {@code Connection: close} and reads until the server closes the connection. */
    public static Answer send(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request);
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            int end = answer.indexOf("\r\n\r\n");
            if (!answer.startsWith("HTTP/1.1 ") || end < 0) {
                throw new IOException("not an HTTP response: '" + answer + "'");
            }
            return new Answer(
                    Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end + 2), answer.substring(end + 4));
        }
    }
}
