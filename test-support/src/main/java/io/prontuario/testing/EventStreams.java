package io.prontuario.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Server-sent event streams that stay open, and a check whether they still deliver events. */
public final class EventStreams implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();
    private final Set<String> sites = ConcurrentHashMap.newKeySet();
    private final AtomicInteger flowing = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final int count;

    private EventStreams(int count) {
        this.count = count;
    }

    public static EventStreams open(InetSocketAddress door, String path, int count) throws IOException {
        EventStreams streams = new EventStreams(count);
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket();
            socket.connect(door, 5_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: prontuario\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            streams.sockets.add(socket);
            Thread reader = new Thread(() -> streams.read(socket));
            reader.setDaemon(true);
            reader.start();
        }
        return streams;
    }

    private void read(Socket socket) {
        boolean counted = false;
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("data: ")) {
                    sites.add(line.substring(6));
                    if (!counted) {
                        counted = true;
                        flowing.incrementAndGet();
                    }
                }
            }
        } catch (IOException e) {
            // Counted below: broken is broken.
        }
        broken.incrementAndGet();
    }

    public void awaitFlowing() {
        Await.until("all streams flow", Duration.ofSeconds(10), () -> flowing.get() == count);
    }

    public void awaitBroken(int expected, Duration patience) {
        Await.until(expected + " streams broken", patience, () -> broken.get() == expected);
    }

    public int broken() {
        return broken.get();
    }

    public Set<String> sites() {
        return Set.copyOf(sites);
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
