package io.prontuario.operator.observe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The first lines of an HTTP response, read within a deadline and a size, because the server is not trusted. */
final class HttpHead {
    private static final int LINE = 8192;
    private static final int LINES = 100;

    private final Socket socket;
    private final long deadline;

    /** @param deadline in the clock of {@link System#nanoTime()} */
    HttpHead(Socket socket, long deadline) {
        this.socket = socket;
        this.deadline = deadline;
    }

    /** The next line without its end; cut where it is longer than a head's line may be. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (line.length() < LINE) {
            socket.setSoTimeout(left());
            int c = in.read();
            if (c < 0 || c == '\n') {
                break;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** What comes after the head until the other side ends, at most so many bytes of it. */
    String rest(int most) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[4096];
        while (body.size() < most) {
            socket.setSoTimeout(left());
            int read = in.read(buffer, 0, Math.min(buffer.length, most - body.size()));
            if (read < 0) {
                break;
            }
            body.write(buffer, 0, read);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    /** The timeout is for the whole answer: a byte a second must not keep the probe alive. */
    private int left() throws SocketTimeoutException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) left;
    }

    /** What is left of the head: values by name in lower case, the last one where a name is repeated. */
    Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < LINES; i++) {
            String line = line();
            int colon = line.indexOf(':');
            if (colon <= 0) {
                break;
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }
}
