package io.prontuario.operator.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** With a real thread and real time. */
class PeriodicTaskIT {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(10);

    private final AtomicInteger runs = new AtomicInteger();
    private final ThreadFactory threads = new PlatformLog("prontuario", "hospital").threads("test");

    @Test
    void aChangedIntervalReschedules() {
        try (PeriodicTask task = new PeriodicTask("test", threads, runs::incrementAndGet)) {
            assertThat(task.every(LONG)).isTrue();
            await().until(() -> runs.get() == 1);
            assertThat(task.every(LONG)).isFalse();
            assertThat(task.every(SHORT)).isTrue();
            await().until(() -> runs.get() >= 5);
        }
    }

    @Test
    void anExceptionDoesNotEndTheSchedule() {
        try (PeriodicTask task = new PeriodicTask("test", threads, () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("expected by this test");
        })) {
            task.every(SHORT);
            await().until(() -> runs.get() >= 3);
        }
    }

    @Test
    void aPausedTaskBeginsAgain() {
        try (PeriodicTask task = new PeriodicTask("test", threads, runs::incrementAndGet)) {
            task.every(LONG);
            await().until(() -> runs.get() == 1);
            task.pause();
            assertThat(task.every(LONG)).isTrue();
            await().until(() -> runs.get() == 2);
        }
    }

    @Test
    void requestsForARunWhileOneWaitsAreOne() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        try (PeriodicTask task = new PeriodicTask("test", threads, () -> {
            if (runs.incrementAndGet() == 1) {
                awaitQuietly(busy);
            }
        })) {
            task.runNow();
            await().until(() -> runs.get() == 1);
            for (int i = 0; i < 10; i++) {
                task.runNow();
            }
            busy.countDown();
            CountDownLatch later = new CountDownLatch(1);
            await().until(() -> runs.get() == 2);
            assertThat(later.await(100, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(runs).hasValue(2);
        }
    }

    @Test
    void closingInterruptsARunAndNothingRunsAfterwards() {
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        PeriodicTask task = new PeriodicTask("test", threads, () -> {
            runs.incrementAndGet();
            interrupted.set(!awaitQuietly(new CountDownLatch(1)));
        });
        task.every(SHORT);
        await().until(() -> runs.get() == 1);
        task.close();
        assertThat(interrupted).hasValue(true);
        task.runNow();
        assertThat(task.every(LONG)).isFalse();
        assertThat(runs).hasValue(1);
    }

    @Test
    void logLinesNameThePlatform() {
        AtomicReference<Map<String, String>> seen = new AtomicReference<>();
        try (PeriodicTask task = new PeriodicTask("test", threads, () -> seen.set(MDC.getCopyOfContextMap()))) {
            task.runNow();
            await().until(() -> seen.get() != null);
            assertThat(seen.get()).containsEntry("namespace", "prontuario").containsEntry("platform", "hospital");
        }
    }

    /** False when it was interrupted. */
    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
