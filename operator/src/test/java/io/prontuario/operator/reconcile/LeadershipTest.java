package io.prontuario.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeadershipTest {
    @Test
    void aFollowerHasNoTerm() {
        Leadership leadership = new Leadership();
        assertThat(leadership.term()).isEmpty();
        leadership.acquired(0);
        assertThat(leadership.term()).hasValue(0);
        leadership.lost();
        assertThat(leadership.term()).isEmpty();
    }

    @Test
    void aLeaderThatCannotRenewNoLongerLeads() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
        Leadership leadership = new Leadership(clock::get);
        leadership.held(clock.get(), Duration.ofNanos(10));
        leadership.acquired(3);
        clock.addAndGet(10);
        assertThat(leadership.term()).hasValue(3);

        clock.incrementAndGet();

        assertThat(leadership.term()).isEmpty();
        leadership.held(clock.get(), Duration.ofNanos(10));
        assertThat(leadership.term()).as("the Lease was renewed").hasValue(3);
    }

    @Test
    void aNewLeadersHeartbeatSequenceIsHigher() {
        Leadership old = new Leadership();
        old.acquired(4);
        long last = 0;
        for (int beat = 0; beat < 100_000; beat++) {
            long next = old.nextHeartbeat();
            assertThat(next).isGreaterThan(last);
            last = next;
        }
        Leadership fresh = new Leadership();
        fresh.acquired(5);
        assertThat(fresh.nextHeartbeat()).isGreaterThan(last);
    }
}
