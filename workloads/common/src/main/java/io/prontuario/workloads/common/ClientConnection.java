package io.prontuario.workloads.common;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/**
 * The connection that a request came on: notices that its client left before anything is written to it, and can cut it.
 *
 * <p>An HTTP/1.1 server that is busy answering does not read, so it would not see the end of the connection; this looks, at
 * most every so often. A client that sends its next request before it has this answer is not read any further: its
 * connection closes after this answer, as HTTP allows.
 */
public final class ClientConnection {
    /** How often it looks at most. */
    public static final long LOOK_MILLIS = 100;

    private final EndPoint endPoint;
    private final Context ctx;
    private long nextLook = System.nanoTime();
    private boolean here = true;
    private boolean pipelined;

    /** @param ctx a request whose body has been read */
    public ClientConnection(Context ctx) {
        this.ctx = ctx;
        this.endPoint = ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }

    /** Whether the client still waits; cheap enough to ask before every piece of an answer. */
    public boolean here() {
        long now = System.nanoTime();
        if (here && !pipelined && now >= nextLook) {
            nextLook = now + LOOK_MILLIS * 1_000_000;
            look();
        }
        return here;
    }

    /** Closes the connection under an answer that cannot be completed, so that the client cannot take it for complete. */
    public void cut() {
        here = false;
        endPoint.close();
    }

    private void look() {
        ByteBuffer one = ByteBuffer.allocate(1).limit(0);
        try {
            int read = endPoint.fill(one);
            if (read < 0) {
                here = false;
            } else if (read > 0) {
                pipelined = true;
                ctx.res().setHeader("Connection", "close");
            }
        } catch (IOException reset) {
            here = false;
        }
    }
}
