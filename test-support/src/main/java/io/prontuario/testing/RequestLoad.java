package io.prontuario.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** An open-loop client: requests start by the clock, independent of earlier ones, each on its own connection. */
public final class RequestLoad implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 8_000;

    private final InetSocketAddress target;
    private final @Nullable SSLSocketFactory tls;
    private final String request;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();

    private record Answer(int status, String site, long millis) {}

    /** @param failed answers other than 200, or none within 8 s */
    public record Result(
            int requests,
            int failed,
            long slowestMillis,
            Map<String, Integer> bySite,
            Map<Integer, Integer> byStatus) {}

    private RequestLoad(InetSocketAddress target, @Nullable SSLSocketFactory tls, String request) {
        this.target = target;
        this.tls = tls;
        this.request = request;
    }

    public static RequestLoad start(
            InetSocketAddress target, @Nullable SSLSocketFactory tls, String requestLine, int perSecond) {
        String request =
                requestLine + " HTTP/1.1\r\nHost: prontuario\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        RequestLoad load = new RequestLoad(target, tls, request);
        load.clock.scheduleAtFixedRate(load::fire, 0, 1_000_000_000L / perSecond, TimeUnit.NANOSECONDS);
        return load;
    }

    private void fire() {
        long due = System.nanoTime();
        sent.incrementAndGet();
        senders.execute(() -> answers.add(ask(due)));
    }

    private Answer ask(long due) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(status(text), site(text), millisSince(due));
        } catch (IOException e) {
            return new Answer(-1, "none", millisSince(due));
        }
    }

    private Socket connect() throws IOException {
        Socket plain = new Socket();
        plain.connect(target, PATIENCE_MILLIS);
        plain.setSoTimeout(PATIENCE_MILLIS);
        plain.setTcpNoDelay(true);
        return tls == null ? plain : tls.createSocket(plain, "prontuario", target.getPort(), true);
    }

    private static long millisSince(long due) {
        return (System.nanoTime() - due) / 1_000_000;
    }

    private static int status(String text) {
        String[] words = text.split(" ", 3);
        return words.length < 3 ? -2 : Integer.parseInt(words[1]);
    }

    private static String site(String text) {
        return text.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("x-prontuario-site: "))
                .map(line -> line.substring(19).trim())
                .findFirst()
                .orElse("none");
    }

    public int sent() {
        return sent.get();
    }

    public int answered() {
        return answers.size();
    }

    /** Stops sending, waits for what is under way, and counts. */
    public Result finish() {
        clock.shutdownNow();
        senders.shutdown();
        try {
            senders.awaitTermination(Duration.ofMillis(2 * PATIENCE_MILLIS).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Answer> all = new ArrayList<>(answers);
        Map<String, Integer> bySite = new TreeMap<>();
        Map<Integer, Integer> byStatus = new TreeMap<>();
        for (Answer answer : all) {
            bySite.merge(answer.site(), 1, Integer::sum);
            byStatus.merge(answer.status(), 1, Integer::sum);
        }
        int failed = sent.get() - byStatus.getOrDefault(200, 0);
        long slowest = all.stream().mapToLong(Answer::millis).max().orElse(0);
        return new Result(sent.get(), failed, slowest, bySite, byStatus);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        senders.shutdownNow();
    }
}
