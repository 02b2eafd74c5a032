package io.prontuario.testbed.demo;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints events as they happen, each line with the seconds since the demo began. */
public final class Timeline {
    private final PrintWriter out;
    private final long begun = System.nanoTime();

    public Timeline(PrintWriter out) {
        this.out = out;
    }

    public synchronized void log(String format, Object... args) {
        out.printf(Locale.ROOT, "%7.1f s  %s%n", seconds(begun), String.format(Locale.ROOT, format, args));
        out.flush();
    }

    public void heading(String format, Object... args) {
        synchronized (this) {
            out.println();
        }
        log(format, args);
    }

    /** Runs a phase and logs its duration. */
    public <E extends Exception> void phase(String name, Phase<E> phase) throws E {
        log("%s ...", name);
        long from = System.nanoTime();
        phase.run();
        log("%s: %.1f s", name, seconds(from));
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }

    /** Part of the demo. */
    public interface Phase<E extends Exception> {
        void run() throws E;
    }
}
