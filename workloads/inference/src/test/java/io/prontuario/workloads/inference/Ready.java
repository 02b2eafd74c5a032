package io.prontuario.workloads.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what a service serves. */
public final class Ready {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private Ready() {}

    /** Until every model answers; fails with what is missing. */
    public static void await(InferenceService service) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!service.models().current().ready()) {
            assertThat(System.nanoTime())
                    .as(service.models().current().reason())
                    .isLessThan(deadline);
            LockSupport.parkNanos(2_000_000);
        }
    }
}
