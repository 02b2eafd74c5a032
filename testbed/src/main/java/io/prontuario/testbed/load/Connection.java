package io.prontuario.testbed.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** One connection for one request: TCP, then a full TLS handshake; closed after the answer; never retried. */
final class Connection implements AutoCloseable {
    private final Socket tcp;
    private final Socket socket;
    private final InputStream in;

    private Connection(Socket tcp, Socket socket) throws IOException {
        this.tcp = tcp;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 4096);
    }

    /**
     * @param deadlineNanos when the whole request must be over; the socket is closed then
     * @throws IOException when the connection cannot be opened in time
     */
    static Connection open(LoadTarget target, long deadlineNanos, DeadlineCloser deadlines) throws IOException {
        Socket tcp = new Socket();
        try {
            tcp.setTcpNoDelay(true);
            int left = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
            deadlines.watch(tcp, deadlineNanos);
            tcp.connect(target.address(), left);
            return new Connection(tcp, secured(tcp, target));
        } catch (IOException | RuntimeException e) {
            tcp.close();
            throw e;
        }
    }

    private static Socket secured(Socket tcp, LoadTarget target) throws IOException {
        return target.tls() == null ? tcp : target.tls().handshake(tcp, target.host());
    }

    void send(byte[] request) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request);
        out.flush();
    }

    InputStream in() {
        return in;
    }

    /** Closes the TCP connection without a TLS farewell, which could block on a dead peer. */
    @Override
    public void close() throws IOException {
        tcp.close();
    }
}
