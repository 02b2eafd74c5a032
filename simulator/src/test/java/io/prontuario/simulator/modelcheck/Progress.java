package io.prontuario.simulator.modelcheck;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The progress of a search, one line every ten seconds. */
final class Progress implements AutoCloseable {
    private final Bounds bounds;
    private final WriteExplorer explorer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private final long began = System.nanoTime();
    private final long processorBegan = processor();

    Progress(Bounds bounds, WriteExplorer explorer) {
        this.bounds = bounds;
        this.explorer = explorer;
        clock.scheduleAtFixedRate(this::print, 10, 10, TimeUnit.SECONDS);
    }

    void print() {
        double wall = (System.nanoTime() - began) / 1e9;
        double used = (processor() - processorBegan) / 1e9;
        Runtime memory = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "%s: %s; %.0f s, %.0f s of processor time, %d MB of heap%n",
                bounds,
                explorer.progress(),
                wall,
                used,
                (memory.totalMemory() - memory.freeMemory()) >> 20);
    }

    private static long processor() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
