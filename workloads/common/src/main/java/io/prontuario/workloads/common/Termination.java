package io.prontuario.workloads.common;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles SIGTERM. */
public final class Termination {
    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

    /** Work to do before the process ends. */
    @FunctionalInterface
    public interface Steps {
        /** Runs once; may block up to the drain limit. */
        void run() throws Exception;
    }

    private Termination() {}

    /**
     * Runs the steps on SIGTERM, then halts the process with status 0, or 1 if a step failed. It halts instead of returning
     * because native engines have threads and exit handlers that can block an exiting process forever.
     */
    public static void onSignal(Steps steps) {
        Thread hook = new Thread(
                () -> {
                    int status = 0;
                    try {
                        steps.run();
                        LOG.info("stopped");
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                        status = 1;
                    } catch (Exception failed) {
                        LOG.error("shutdown failed", failed);
                        status = 1;
                    }
                    Runtime.getRuntime().halt(status);
                },
                "termination");
        Runtime.getRuntime().addShutdownHook(hook);
    }
}
