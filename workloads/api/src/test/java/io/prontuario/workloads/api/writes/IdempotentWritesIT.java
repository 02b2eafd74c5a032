package io.prontuario.workloads.api.writes;

import static io.prontuario.workloads.api.EmbeddedDatabases.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.EmbeddedDatabases;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotentWritesIT {
    private static HikariDataSource record;
    private static PatientWrites patients;

    @BeforeAll
    static void open() throws Exception {
        record = EmbeddedDatabases.open(EmbeddedDatabases.record());
        patients = new PatientWrites(record);
    }

    @AfterAll
    static void close() {
        record.close();
    }

    @Test
    void concurrentRequestsWithTheSameKeyAreAppliedOnce() throws Exception {
        long before = outbox();
        ExecutorService pool = Executors.newFixedThreadPool(12);
        try {
            Callable<IdempotentWrites.WriteResult> write =
                    () -> setAllergies(key("concurrent-1", "x"), 5, List.of("nuts"));
            List<Boolean> replayed = new ArrayList<>();
            for (Future<IdempotentWrites.WriteResult> reply : pool.invokeAll(Collections.nCopies(12, write))) {
                assertThat(reply.get().status()).isEqualTo(200);
                replayed.add(reply.get().replayed());
            }
            assertThat(replayed.stream().filter(again -> !again)).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(outbox()).isEqualTo(before + 1);
    }

    @Test
    void aReplayReturnsTheFirstResultEvenAfterLaterWrites() throws Exception {
        String first = setAllergies(key("first-key-1", "a"), 6, List.of("a")).body();
        setAllergies(key("first-key-2", "b"), 6, List.of("b"));
        IdempotentWrites.WriteResult again = setAllergies(key("first-key-1", "a"), 6, List.of("a"));
        assertThat(again.body()).isEqualTo(first);
        assertThat(again.replayed()).isTrue();
        assertThat(rows(record, "SELECT allergies FROM patients WHERE id = 6")).containsExactly("{b}");
    }

    /** PostgreSQL waits for the copies only at the end of a transaction that wrote; a row lock is written. */
    @Test
    void aReplayWaitsForTheCopiesLikeTheWriteItself() throws Exception {
        setAllergies(key("waits-too", "a"), 9, List.of("a"));
        assertThat(rows(record, "SELECT xmax FROM idempotency WHERE key = 'waits-too'"))
                .containsExactly("0");
        setAllergies(key("waits-too", "a"), 9, List.of("a"));
        assertThat(rows(record, "SELECT xmax FROM idempotency WHERE key = 'waits-too'"))
                .doesNotContain("0");
    }

    @Test
    void rejectsAKeyUsedForADifferentRequest() throws Exception {
        setAllergies(key("two-requests", "a"), 7, List.of("a"));
        assertThatThrownBy(() -> setAllergies(key("two-requests", "b"), 7, List.of("b")))
                .isInstanceOf(KeyReusedException.class);
        assertThat(rows(record, "SELECT allergies FROM patients WHERE id = 7")).containsExactly("{a}");
    }

    @Test
    void aFailedWriteMayBeRepeatedWithItsKey() throws Exception {
        IdempotentWrites writes = new IdempotentWrites(record);
        long before = outbox();
        assertThatThrownBy(() -> writes.once(key("fails-first", "a"), connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("UPDATE patients SET name = 'never' WHERE id = 8");
                    }
                    throw new SQLException("cut");
                }))
                .hasMessage("cut");
        assertThat(outbox()).isEqualTo(before);
        assertThat(setAllergies(key("fails-first", "a"), 8, List.of("a")).replayed())
                .isFalse();
    }

    @Test
    void outboxNumbersHaveNoGapsEvenWhenWritesFail() throws Exception {
        for (int i = 0; i < 5; i++) {
            setAllergies(key("gap-key-" + i, "a"), 10 + i, List.of("a"));
            setAllergies(key("gap-none-" + i, "a"), 5000 + i, List.of("a"));
        }
        assertThat(
                        rows(
                                record,
                                "SELECT count(*) = max(seq) - min(seq) + 1 AND max(seq) = (SELECT seq FROM outbox_head) FROM outbox"))
                .containsExactly("t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "has space in it", "quote'quote'", "newline\nnewline"})
    void rejectsInvalidKeys(String header) {
        assertThat(IdempotencyKey.of(header, "op", new byte[0])).isEmpty();
    }

    @Test
    void acceptsKeysOfEightTo128Characters() {
        assertThat(Stream.of(7, 8, 128, 129).map(length -> IdempotencyKey.of("k".repeat(length), "op", new byte[0])
                        .isPresent()))
                .containsExactly(false, true, true, false);
    }

    private static IdempotentWrites.WriteResult setAllergies(IdempotencyKey key, int id, List<String> allergies)
            throws Exception {
        return patients.setAllergies(new PatientWrites.By(key, "ana"), id, ExpectedVersion.any(), allergies);
    }

    private static long outbox() {
        return Long.parseLong(rows(record, "SELECT seq FROM outbox_head").get(0));
    }

    private static IdempotencyKey key(String value, String request) {
        return IdempotencyKey.of(value, "test", request.getBytes()).orElseThrow();
    }
}
