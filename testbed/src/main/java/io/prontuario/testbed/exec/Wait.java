package io.prontuario.testbed.exec;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, never longer than a limit. */
public final class Wait {
    private static final long PAUSE_MILLIS = 100;

    private Wait() {}

    /**
     * Waits until the condition holds.
     *
     * @param why text of the exception: what was awaited, and where to look
     * @throws TestbedException after the limit
     */
    public static void until(Duration limit, BooleanSupplier condition, Supplier<String> why) {
        if (!holds(limit, condition)) {
            throw new TestbedException(why.get() + " (waited " + limit.toSeconds() + " s)");
        }
    }

    /** Waits until the condition holds or the limit is over. @return whether it holds */
    public static boolean holds(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while waiting", e);
        }
    }
}
