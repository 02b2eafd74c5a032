package io.prontuario.workloads.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AdmissionQueueTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void limitsRunningAndWaitingRequests() throws Exception {
        AdmissionQueue queue = new AdmissionQueue(1, 1, LONG);
        AdmissionQueue.Slot running = queue.acquire(() -> true);
        CompletableFuture<AdmissionQueue.Slot> waiting = acquireBeside(queue, () -> true);
        await().until(() -> queue.waiting() == 1);
        assertThatThrownBy(() -> queue.acquire(() -> true)).isInstanceOfSatisfying(EngineException.class, busy -> {
            assertThat(busy.kind()).isEqualTo(EngineException.Kind.BUSY);
        });
        assertThat(queue.running()).isEqualTo(1);
        running.close();
        waiting.get(10, TimeUnit.SECONDS).close();
        assertThat(queue.running()).isZero();
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void aDisconnectFreesAPlaceInTheQueue() throws Exception {
        AdmissionQueue queue = new AdmissionQueue(1, 1, LONG);
        AdmissionQueue.Slot running = queue.acquire(() -> true);
        AtomicBoolean here = new AtomicBoolean(true);
        CompletableFuture<AdmissionQueue.Slot> waiting = acquireBeside(queue, here::get);
        await().until(() -> queue.waiting() == 1);
        here.set(false);
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(EngineException.class, left -> assertThat(left.kind())
                        .isEqualTo(EngineException.Kind.CANCELLED));
        assertThat(queue.waiting()).isZero();
        running.close();
    }

    @Test
    void aWaitIsLimited() throws Exception {
        AdmissionQueue queue = new AdmissionQueue(1, 1, Duration.ofMillis(50));
        AdmissionQueue.Slot running = queue.acquire(() -> true);
        assertThatThrownBy(() -> queue.acquire(() -> true)).hasMessageContaining("within 50 ms");
        running.close();
        queue.acquire(() -> true).close();
    }

    @Test
    void closingASlotTwiceReleasesItOnce() throws Exception {
        AdmissionQueue queue = new AdmissionQueue(1, 0, LONG);
        AdmissionQueue.Slot slot = queue.acquire(() -> true);
        slot.close();
        slot.close();
        queue.acquire(() -> true);
        assertThatThrownBy(() -> queue.acquire(() -> true)).isInstanceOf(EngineException.class);
    }

    private static CompletableFuture<AdmissionQueue.Slot> acquireBeside(
            AdmissionQueue queue, java.util.function.BooleanSupplier connected) {
        CompletableFuture<AdmissionQueue.Slot> entered = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        entered.complete(queue.acquire(connected));
                    } catch (EngineException refused) {
                        entered.completeExceptionally(refused);
                    }
                })
                .start();
        return entered;
    }
}
