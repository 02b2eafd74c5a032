package io.prontuario.host.agent.haproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Sends commands to HAProxy's master process: one connection a command, bounded in time. */
public final class MasterSocket {
    private final Path socket;
    private final Duration timeout;

    public MasterSocket(Path socket, Duration timeout) {
        this.socket = socket;
        this.timeout = timeout;
    }

    /**
     * @param command a line of HAProxy's command language; {@code @1} before it addresses the current worker
     * @throws HaproxyDown when nothing listens, or the whole answer did not come in time
     */
    String send(String command) throws HaproxyDown {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean listening = false;
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            listening = true;
            channel.configureBlocking(false);
            ByteBuffer request = ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8));
            channel.register(selector, SelectionKey.OP_WRITE);
            while (request.hasRemaining()) {
                await(selector, deadline);
                channel.write(request);
            }
            // The master hangs up only after the end of the commands.
            channel.shutdownOutput();
            channel.register(selector, SelectionKey.OP_READ);
            return readAll(channel, selector, deadline);
        } catch (IOException e) {
            throw new HaproxyDown("HAProxy does not answer on " + socket + ": " + e.getMessage(), listening, e);
        }
    }

    private static String readAll(SocketChannel channel, Selector selector, long deadline) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(16 * 1024);
        while (true) {
            await(selector, deadline);
            int read = channel.read(chunk);
            if (read < 0) {
                return answer.toString(StandardCharsets.UTF_8);
            }
            answer.write(chunk.array(), 0, read);
            chunk.clear();
        }
    }

    private static void await(Selector selector, long deadline) throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0 || selector.select(left) == 0) {
            throw new IOException("no answer in time");
        }
        selector.selectedKeys().clear();
    }
}
