package io.prontuario.testbed.exec;

import java.io.PrintStream;
import java.util.function.Supplier;

/** Tells the user what is being done and how long each part took. */
public interface Progress {
    /** Reports that a step of this title ended after so many milliseconds. */
    void done(String title, long millis);

    /** Runs a step and reports its duration; a step that fails throws instead. */
    default void step(String title, Runnable work) {
        long start = System.nanoTime();
        work.run();
        done(title, (System.nanoTime() - start) / 1_000_000);
    }

    /** As {@link #step(String, Runnable)}, for work with a result. */
    default <T> T step(String title, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        done(title, (System.nanoTime() - start) / 1_000_000);
        return result;
    }

    static Progress silent() {
        return (title, millis) -> {};
    }

    /** One line a step: seconds, then what was done. */
    static Progress lines(PrintStream out) {
        return (title, millis) -> out.printf("%6.1f s  %s%n", millis / 1000.0, title);
    }
}
