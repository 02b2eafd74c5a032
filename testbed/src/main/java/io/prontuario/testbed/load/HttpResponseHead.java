package io.prontuario.testbed.load;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response's status and headers, and its body in either framing.
 *
 * @param headers names in lower case; the last value wins
 */
record HttpResponseHead(int status, Map<String, String> headers) {
    private static final int LONGEST_LINE = 8192;

    /** @throws EOFException when the peer closes before the head is complete */
    static HttpResponseHead read(InputStream in) throws IOException {
        String[] statusLine = line(in).split(" ", 3);
        if (statusLine.length < 2 || !statusLine[0].startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP/1 answer");
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).trim());
            }
        }
        return new HttpResponseHead(Integer.parseInt(statusLine[1]), headers);
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /**
     * The rest of the answer as a stream of body bytes; reading past the end of a cut body throws {@link EOFException}.
     */
    InputStream body(InputStream in) {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return new ChunkedBody(in);
        }
        String length = headers.get("content-length");
        return length == null ? in : new FixedBody(in, Long.parseLong(length));
    }

    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed before the answer was complete");
            }
            if (line.size() >= LONGEST_LINE) {
                throw new IOException("a header line is longer than " + LONGEST_LINE + " bytes");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** A body of known length. */
    private static final class FixedBody extends InputStream {
        private final InputStream in;
        private long left;

        FixedBody(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            int b = in.read();
            if (b < 0) {
                throw new EOFException(left + " bytes of the body are missing");
            }
            left--;
            return b;
        }
    }

    /** A chunked body. */
    private static final class ChunkedBody extends InputStream {
        private final InputStream in;
        private long left;
        private boolean first = true;
        private boolean ended;

        ChunkedBody(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            if (left == 0 && !nextChunk()) {
                return -1;
            }
            int b = in.read();
            if (b < 0) {
                throw new EOFException("closed inside a chunk");
            }
            left--;
            return b;
        }

        private boolean nextChunk() throws IOException {
            if (ended) {
                return false;
            }
            if (!first) {
                line(in);
            }
            first = false;
            String size = line(in);
            int extension = size.indexOf(';');
            left = Long.parseLong((extension < 0 ? size : size.substring(0, extension)).trim(), 16);
            ended = left == 0;
            return !ended;
        }
    }
}
