package io.prontuario.testbed.load;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * Closes sockets at their deadline. A read timeout bounds one read; a peer that drips bytes would stretch a request
 * without end, and a write has no timeout at all.
 */
final class DeadlineCloser implements AutoCloseable {
    private final DelayQueue<Entry> queue = new DelayQueue<>();
    private final Thread thread;

    DeadlineCloser() {
        thread = new Thread(this::run, "load-deadlines");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /** Closes {@code socket} at {@code deadlineNanos} unless it is closed by then. */
    void watch(Socket socket, long deadlineNanos) {
        queue.add(new Entry(socket, deadlineNanos));
    }

    private void run() {
        try {
            while (true) {
                queue.take().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private record Entry(Socket socket, long deadlineNanos) implements Delayed {
        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                // Nothing is owed to a socket that is given up.
                return;
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
