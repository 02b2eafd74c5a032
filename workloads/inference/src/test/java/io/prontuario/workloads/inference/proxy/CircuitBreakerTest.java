package io.prontuario.workloads.inference.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final AtomicLong now = new AtomicLong();
    private final CircuitBreaker breaker = new CircuitBreaker(3, 100, now::get);

    @Test
    void opensAtTheThirdFailureInARowAndNotBefore() {
        breaker.failed();
        breaker.failed();
        breaker.succeeded();
        breaker.failed();
        breaker.failed();
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.open()).isFalse();
        breaker.failed();
        assertThat(breaker.allows()).isFalse();
        assertThat(breaker.open()).isTrue();
    }

    @Test
    void allowsOneTrialAfterTheIntervalAndClosesOnSuccess() {
        open();
        now.set(99);
        assertThat(breaker.allows()).isFalse();
        now.set(100);
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).as("only one").isFalse();
        breaker.succeeded();
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.open()).isFalse();
    }

    @Test
    void staysOpenWhenTheTrialFails() {
        open();
        now.set(100);
        assertThat(breaker.allows()).isTrue();
        breaker.failed();
        now.set(199);
        assertThat(breaker.allows()).isFalse();
        now.set(200);
        assertThat(breaker.allows()).isTrue();
    }

    private void open() {
        breaker.failed();
        breaker.failed();
        breaker.failed();
    }
}
