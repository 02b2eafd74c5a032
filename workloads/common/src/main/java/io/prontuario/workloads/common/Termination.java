package io.prontuario.workloads.common;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns SIGTERM into an orderly stop. */
public final class Termination {
    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

    /** What to do before the process ends. */
    @FunctionalInterface
    public interface Steps {
        /** Runs once; may block for as long as the drain allows. */
        void run() throws Exception;
    }

    private Termination() {}

    /**
     * Runs the steps when the process is asked to end, then ends it with status 0, or 1 when a step failed. It halts rather
     * than returns: native engines keep threads and exit handlers of their own, which can hold an exiting process for ever.
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
                        LOG.error("stopping failed", failed);
                        status = 1;
                    }
                    Runtime.getRuntime().halt(status);
                },
                "termination");
        Runtime.getRuntime().addShutdownHook(hook);
    }
}
