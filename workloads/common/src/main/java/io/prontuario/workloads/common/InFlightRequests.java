package io.prontuario.workloads.common;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Counts the requests in progress and lets a stopping process wait for them. A request ends when its last byte has been
 * written to the socket, not when its handler returns.
 */
final class InFlightRequests extends Handler.Wrapper {
    private int count;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Counted counted = new Counted(callback);
        enter();
        boolean handled = false;
        try {
            handled = super.handle(request, response, counted);
            return handled;
        } finally {
            if (!handled) {
                counted.completed(); // an unhandled request has no callback
            }
        }
    }

    /** Decrements the count once, when the request ends. */
    private final class Counted extends Callback.Nested {
        private final AtomicBoolean over = new AtomicBoolean();

        private Counted(Callback callback) {
            super(callback);
        }

        @Override
        public void completed() {
            if (over.compareAndSet(false, true)) {
                leave();
            }
        }
    }

    synchronized void enter() {
        count++;
    }

    synchronized void leave() {
        count--;
        notifyAll();
    }

    synchronized int count() {
        return count;
    }

    /** Waits until no request is in progress, at most {@code limit}; returns whether that is so. */
    synchronized boolean awaitNone(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (count > 0) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
