package io.prontuario.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

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
    void aNewLeadersHeartbeatsAreHigherThanAnyOfTheOldOnes() {
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
