package io.prontuario.workloads.common;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/**
 * The connection of a request: detects that the client has disconnected before anything is written, and can abort it.
 *
 * <p>An HTTP/1.1 server does not read while it is answering, so it does not notice a disconnect; this class probes the
 * socket at most every {@value #PROBE_MILLIS} ms. If a client pipelines its next request, that request is not read: the
 * connection closes after the current response, as HTTP allows.
 */
public final class ClientConnection {
    /** Minimum time between two probes, in milliseconds. */
    public static final long PROBE_MILLIS = 100;

    private final EndPoint endPoint;
    private final Context ctx;
    private long nextProbe = System.nanoTime();
    private boolean open = true;
    private boolean pipelined;

    /** @param ctx a request whose body has been read */
    public ClientConnection(Context ctx) {
        this.ctx = ctx;
        this.endPoint = ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }

    /** Whether the client is still connected; cheap enough to call before every chunk of a response. */
    public boolean isOpen() {
        long now = System.nanoTime();
        if (open && !pipelined && now >= nextProbe) {
            nextProbe = now + PROBE_MILLIS * 1_000_000;
            probe();
        }
        return open;
    }

    /** Closes the connection during a response that cannot be completed, so that the client does not take it for complete. */
    public void abort() {
        open = false;
        endPoint.close();
    }

    private void probe() {
        ByteBuffer one = ByteBuffer.allocate(1).limit(0);
        try {
            int read = endPoint.fill(one);
            if (read < 0) {
                open = false;
            } else if (read > 0) {
                pipelined = true;
                ctx.res().setHeader("Connection", "close");
            }
        } catch (IOException reset) {
            open = false;
        }
    }
}
