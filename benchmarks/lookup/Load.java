import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closed-loop load on GET /v1/patients/{id} over kept-alive connections; every answer's mrn is checked.
 * java Load.java PORT CLIENTS SECONDS  prints  requestsPerSecond p50Millis p99Millis failed
 */
public final class Load {
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        int clients = Integer.parseInt(args[1]);
        long nanos = Long.parseLong(args[2]) * 1_000_000_000L;
        AtomicLong failed = new AtomicLong();
        long[][] latencies = new long[clients][];
        Thread[] threads = new Thread[clients];
        long end = System.nanoTime() + nanos;
        for (int c = 0; c < clients; c++) {
            int index = c;
            threads[c] = new Thread(() -> latencies[index] = client(port, end, failed));
            threads[c].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long[] all = Arrays.stream(latencies).flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                "%.0f %.2f %.2f %d%n",
                all.length / (nanos / 1e9), all[all.length / 2] / 1e6, all[(int) (all.length * 0.99)] / 1e6, failed.get());
    }

    private static long[] client(int port, long end, AtomicLong failed) {
        long[] latencies = new long[1 << 20];
        int count = 0;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
            while (System.nanoTime() < end) {
                int id = ThreadLocalRandom.current().nextInt(1, 1001);
                long started = System.nanoTime();
                socket.getOutputStream()
                        .write(("GET /v1/patients/" + id + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                String body = answer(in);
                latencies[count++] = System.nanoTime() - started;
                if (!body.contains(String.format("\"mrn\":\"MRN%06d\"", id))) {
                    failed.incrementAndGet();
                }
            }
        } catch (IOException broken) {
            failed.incrementAndGet();
        }
        return Arrays.copyOf(latencies, count);
    }

    private static String answer(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
