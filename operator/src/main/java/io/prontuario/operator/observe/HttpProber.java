package io.prontuario.operator.observe;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Ready when {@code GET path} answers 2xx. Every check opens its own connection, as a client would: a kept-alive one could
 * belong to a process that no longer accepts any. Written on a socket, so that "accepted" and "answered" are told apart.
 */
final class HttpProber implements Prober {
    private static final int STATUS_LINE = 512;

    @Override
    public ProbeResult ask(ProbeTarget target) {
        long deadline = System.nanoTime() + target.timeout().toNanos();
        try (Socket socket = new Socket()) {
            ProbeResult connected = open(socket, target);
            if (connected.kind() != ProbeResult.Kind.READY) {
                return connected;
            }
            return converse(socket, target, deadline);
        } catch (IOException closing) {
            return ProbeResult.notReady("accepted the connection and broke it");
        }
    }

    private static ProbeResult open(Socket socket, ProbeTarget target) {
        try {
            socket.connect(new InetSocketAddress(target.address(), target.port()), millis(target.timeout()));
            return ProbeResult.ready();
        } catch (SocketTimeoutException silent) {
            return ProbeResult.noConnection("does not accept connections: no answer");
        } catch (IOException refused) {
            return ProbeResult.noConnection("does not accept connections: refused or unreachable");
        }
    }

    private static ProbeResult converse(Socket socket, ProbeTarget target, long deadline) throws IOException {
        String request = "GET " + target.path() + " HTTP/1.1\r\nHost: " + target.address()
                + "\r\nUser-Agent: prontuario-operator\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        try {
            return judge(statusLine(socket, deadline), target);
        } catch (SocketTimeoutException slow) {
            return ProbeResult.notReady("GET " + target.path() + " did not answer in time");
        }
    }

    private static ProbeResult judge(String line, ProbeTarget target) {
        String[] words = line.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/")) {
            return ProbeResult.notReady("GET " + target.path() + " did not answer in HTTP");
        }
        return words[1].length() == 3 && words[1].charAt(0) == '2'
                ? ProbeResult.ready()
                : ProbeResult.notReady("GET " + target.path() + " answered " + words[1]);
    }

    private static String statusLine(Socket socket, long deadline) throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (line.length() < STATUS_LINE) {
            // The timeout is for the whole answer: a byte a second must not keep the probe alive.
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout((int) left);
            int c = in.read();
            if (c < 0 || c == '\r' || c == '\n') {
                break;
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static int millis(Duration duration) {
        return (int) Math.max(1, duration.toMillis());
    }
}
