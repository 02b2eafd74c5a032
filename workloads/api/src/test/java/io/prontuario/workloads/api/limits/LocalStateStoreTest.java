package io.prontuario.workloads.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalStateStoreTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong clock = new AtomicLong();
    private final LocalStateStore store = new LocalStateStore(clock::get);

    @Test
    void madeUpNamesDoNotDropAMark() {
        store.mark("ended:token", MINUTE);
        for (int i = 0; i <= LocalStateStore.MAX_ENTRIES; i++) {
            store.count("login:made-up-" + i, MINUTE);
        }

        assertThat(store.marked("ended:token")).isTrue();
        assertThat(store.count("login:made-up-0", MINUTE))
                .as("the oldest counter was dropped")
                .isEqualTo(1);
    }

    @Test
    void aMarkAndACounterEnd() {
        store.mark("ended:token", MINUTE);
        assertThat(store.count("login:ana", MINUTE)).isEqualTo(1);
        clock.set(MINUTE.toNanos() - 1);
        assertThat(store.marked("ended:token")).isTrue();
        assertThat(store.count("login:ana", MINUTE)).isEqualTo(2);
        clock.set(MINUTE.toNanos());
        assertThat(store.marked("ended:token")).isFalse();
        assertThat(store.count("login:ana", MINUTE)).isEqualTo(1);
    }
}
