package io.prontuario.operator.observe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Ready when {@code GET path} answers 2xx, with the headers that the object expects. Every probe opens its own connection, as a client would: a kept-alive one could
 * belong to a process that no longer accepts any. It uses a socket, to distinguish "accepted" from "answered".
 */
final class HttpProber implements Prober {
    @Override
    public ProbeResult probe(ProbeTarget target) {
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
        String request = "GET " + target.request().path() + " HTTP/1.1\r\nHost: " + target.address()
                + "\r\nUser-Agent: prontuario-operator\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        HttpHead head = new HttpHead(socket, deadline);
        try {
            ProbeResult status = judge(head.line(), target);
            return status.kind() == ProbeResult.Kind.READY
                            && !target.request().expectHeaders().isEmpty()
                    ? compare(head.headers(), target)
                    : status;
        } catch (SocketTimeoutException slow) {
            return ProbeResult.notReady("GET " + target.request().path() + " did not answer in time");
        }
    }

    private static ProbeResult judge(String line, ProbeTarget target) {
        String[] words = line.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/")) {
            return ProbeResult.notReady("GET " + target.request().path() + " did not answer in HTTP");
        }
        return words[1].length() == 3 && words[1].charAt(0) == '2'
                ? ProbeResult.ready()
                : ProbeResult.notReady("GET " + target.request().path() + " answered " + words[1]);
    }

    /** The value itself stays out of the message: the server is not trusted. */
    private static ProbeResult compare(Map<String, String> headers, ProbeTarget target) {
        for (Map.Entry<String, String> expected :
                target.request().expectHeaders().entrySet()) {
            String found = headers.get(expected.getKey().toLowerCase(Locale.ROOT));
            if (!expected.getValue().equals(found)) {
                return ProbeResult.notReady("GET " + target.request().path() + " answered "
                        + (found == null ? "without header " : "with another value of header ") + expected.getKey()
                        + " than " + expected.getValue() + ": another service may have this address and port");
            }
        }
        return ProbeResult.ready();
    }

    private static int millis(Duration duration) {
        return (int) Math.max(1, duration.toMillis());
    }
}
