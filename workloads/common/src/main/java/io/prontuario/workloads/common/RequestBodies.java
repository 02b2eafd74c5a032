package io.prontuario.workloads.common;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Bounds what bodies may take. A small body has arrived before its request gets a thread, so that clients that send slowly hold none.
 * The rest of a larger one is read by the request's thread: only some of the threads may be busy with that. Either has a deadline, after
 * which its connection is closed.
 */
final class RequestBodies extends Handler.Wrapper {
    private static final int SMALL_BYTES = 64 << 10;
    private static final Duration SMALL_DEADLINE = Duration.ofSeconds(10);
    private static final Duration LARGE_DEADLINE = Duration.ofMinutes(2);
    /** With {@link #SMALL_BYTES} it bounds the memory of bodies that are arriving. */
    private static final int MOST_SMALL = 256;

    private final Semaphore small = new Semaphore(MOST_SMALL);
    private final Semaphore large;

    /** @param threads that run requests; a quarter of them may read large bodies */
    RequestBodies(int threads, Handler next) {
        super(new EagerContentHandler(next, new RetainedContentLoaderFactory(SMALL_BYTES, -1, false)));
        this.large = new Semaphore(Math.max(1, threads / 4));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        long length = request.getLength();
        if (!chunked && length <= 0) {
            return super.handle(request, response, callback);
        }
        boolean isSmall = !chunked && length <= SMALL_BYTES;
        Semaphore places = isSmall ? small : large;
        if (!places.tryAcquire()) {
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            return true;
        }
        ArrivingBody body = new ArrivingBody(request, places, isSmall ? SMALL_DEADLINE : LARGE_DEADLINE);
        try {
            return super.handle(body, response, Callback.from(body::arrived, callback));
        } catch (Exception failed) {
            body.arrived(); // its place is free again; the caller completes the callback
            throw failed;
        }
    }

    /** Has a place and a deadline until its last part was read, or the request was answered without it. */
    private static final class ArrivingBody extends Request.Wrapper {
        private final Semaphore places;
        private final AtomicBoolean arrived = new AtomicBoolean();
        private final Scheduler.Task deadline;

        private ArrivingBody(Request request, Semaphore places, Duration limit) {
            super(request);
            this.places = places;
            this.deadline = request.getComponents()
                    .getScheduler()
                    .schedule(this::tooSlow, limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk != null && (chunk.isLast() || Content.Chunk.isFailure(chunk))) {
                arrived();
            }
            return chunk;
        }

        private void arrived() {
            if (arrived.compareAndSet(false, true)) {
                deadline.cancel();
                places.release();
            }
        }

        private void tooSlow() {
            if (!arrived.get()) {
                getConnectionMetaData()
                        .getConnection()
                        .getEndPoint()
                        .close(new TimeoutException("the body of the request arrives too slowly"));
            }
        }
    }
}
