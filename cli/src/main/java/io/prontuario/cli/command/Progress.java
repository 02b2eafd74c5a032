package io.prontuario.cli.command;

import java.io.PrintWriter;
import java.util.function.IntConsumer;
import picocli.CommandLine.Model.CommandSpec;

/** A progress bar on standard error, when that is a terminal; the launcher sets a property for it. */
final class Progress implements IntConsumer {
    private static final int WIDTH = 50;

    private final PrintWriter err;
    private final int total;
    private final long started = System.nanoTime();
    private int shown = -1;

    private Progress(PrintWriter err, int total) {
        this.err = err;
        this.total = Math.max(1, total);
    }

    static IntConsumer of(CommandSpec spec, int total) {
        return Boolean.getBoolean("prontuario.terminal") || System.console() != null
                ? new Progress(spec.commandLine().getErr(), total)
                : done -> {};
    }

    /** Threads report their numbers in any order. */
    @Override
    public synchronized void accept(int done) {
        int filled = (int) ((long) WIDTH * done / total);
        if (filled <= shown) {
            return;
        }
        shown = filled;
        err.printf(
                "\r[%-50s] %d/%d, %d s%s",
                "#".repeat(filled),
                done,
                total,
                (System.nanoTime() - started) / 1_000_000_000,
                done == total ? "\n" : "");
        err.flush();
    }
}
