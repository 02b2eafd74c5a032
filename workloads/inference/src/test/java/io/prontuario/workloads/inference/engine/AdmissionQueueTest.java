package io.prontuario.workloads.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class AdmissionQueueTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void letsAsManyInAsThereAreSlotsAndWaitAsThereArePlaces() throws Exception {
        AdmissionQueue queue = new AdmissionQueue(1, 1, LONG);
        AdmissionQueue.Slot running = queue.enter(() -> true);
        CompletableFuture<AdmissionQueue.Slot> waiting = enterBeside(queue, () -> true);
        while (queue.waiting() == 0) {
            LockSupport.parkNanos(2_000_000);
        }
        assertThatThrownBy(() -> queue.enter(() -> true)).isInstanceOfSatisfying(EngineException.class, busy -> {
            assertThat(busy.kind()).isEqualTo(EngineException.Kind.BUSY);
        });
        assertThat(queue.running()).isEqualTo(1);
        running.close();
        waiting.get(10, TimeUnit.SECONDS).close();
        assertThat(queue.running()).isZero();
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void givesAPlaceBackWhenTheOneWhoWaitsLeaves() throws Exception {
        AdmissionQueue queue = new AdmissionQueue(1, 1, LONG);
        AdmissionQueue.Slot running = queue.enter(() -> true);
        AtomicBoolean here = new AtomicBoolean(true);
        CompletableFuture<AdmissionQueue.Slot> waiting = enterBeside(queue, here::get);
        while (queue.waiting() == 0) {
            LockSupport.parkNanos(2_000_000);
        }
        here.set(false);
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(EngineException.class, left -> assertThat(left.kind())
                        .isEqualTo(EngineException.Kind.CANCELLED));
        assertThat(queue.waiting()).isZero();
        running.close();
    }

    @Test
    void losesPatience() throws Exception {
        AdmissionQueue queue = new AdmissionQueue(1, 1, Duration.ofMillis(50));
        AdmissionQueue.Slot running = queue.enter(() -> true);
        assertThatThrownBy(() -> queue.enter(() -> true)).hasMessageContaining("within 50 ms");
        running.close();
        queue.enter(() -> true).close();
    }

    @Test
    void aSlotIsGivenBackOnce() throws Exception {
        AdmissionQueue queue = new AdmissionQueue(1, 0, LONG);
        AdmissionQueue.Slot slot = queue.enter(() -> true);
        slot.close();
        slot.close();
        queue.enter(() -> true);
        assertThatThrownBy(() -> queue.enter(() -> true)).isInstanceOf(EngineException.class);
    }

    private static CompletableFuture<AdmissionQueue.Slot> enterBeside(
            AdmissionQueue queue, java.util.function.BooleanSupplier wanted) {
        CompletableFuture<AdmissionQueue.Slot> entered = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        entered.complete(queue.enter(wanted));
                    } catch (EngineException refused) {
                        entered.completeExceptionally(refused);
                    }
                })
                .start();
        return entered;
    }
}
