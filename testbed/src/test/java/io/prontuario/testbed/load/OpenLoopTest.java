package io.prontuario.testbed.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    @Test
    void aTaskWithoutAFreeThreadIsRejectedAndTheLoopContinues() throws Exception {
        CountDownLatch stall = new CountDownLatch(1);
        CountDownLatch crowded = new CountDownLatch(3);
        CountDownLatch ranAfterwards = new CountDownLatch(5);
        CountDownLatch begun = new CountDownLatch(2);
        OpenLoop.Task task = new OpenLoop.Task() {
            @Override
            public void run(int number, long intendedNanos) {
                begun.countDown();
                try {
                    stall.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                ranAfterwards.countDown();
            }

            @Override
            public void rejected(int number, long intendedNanos) {
                crowded.countDown();
            }
        };
        try (OpenLoop loop = new OpenLoop("test", 500, 2, task)) {
            loop.start();
            assertThat(crowded.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            // A task counts for a moment before it is rejected.
            await().until(() -> loop.running() == 2);

            stall.countDown();

            assertThat(ranAfterwards.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
