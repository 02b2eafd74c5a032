package io.prontuario.workloads.inference.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
    private final BoundedBody body = new BoundedBody();
    private boolean cancelled;

    @Test
    void keepsABodyUpToTheLimit() {
        subscribe();
        body.onNext(List.of(bytes(BoundedBody.MAX_BYTES - 1), bytes(1)));
        body.onComplete();
        assertThat(body.getBody().toCompletableFuture().join())
                .hasValueSatisfying(all -> assertThat(all).hasSize(BoundedBody.MAX_BYTES));
        assertThat(cancelled).isFalse();
    }

    @Test
    void stopsReadingALargerBody() {
        subscribe();
        body.onNext(List.of(bytes(BoundedBody.MAX_BYTES), bytes(1), bytes(1)));
        assertThat(body.getBody().toCompletableFuture().join()).isEmpty();
        assertThat(cancelled).isTrue();
    }

    private void subscribe() {
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.wrap(new byte[count]);
    }
}
