package io.prontuario.workloads.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.EmbeddedDatabases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads from PostgreSQL through a data source that delays round trips. */
class BatchingReaderIT {
    private static HikariDataSource database;

    private final Semaphore permits = new Semaphore(0);
    private final AtomicInteger roundTrips = new AtomicInteger();
    private volatile Optional<SQLException> failure = Optional.empty();

    @BeforeAll
    static void records() throws Exception {
        RecordsOptions options = EmbeddedDatabases.empty();
        Seeder.seed(options);
        database = EmbeddedDatabases.open(options);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private final DataSource counted = (DataSource)
            Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (p, m, a) -> {
                roundTrips.incrementAndGet();
                assertThat(permits.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
                if (failure.isPresent()) {
                    throw failure.get();
                }
                try {
                    return m.invoke(database, a);
                } catch (InvocationTargetException failed) {
                    throw failed.getCause();
                }
            });

    private final EmergencyRecords records = new EmergencyRecords(counted);

    @Test
    void everyReadGetsItsRow() {
        permits.release(10_000);
        List<CompletableFuture<Optional<String>>> asked =
                IntStream.range(0, 2_000).mapToObj(i -> ask(i % 1_005)).toList();
        for (int i = 0; i < asked.size(); i++) {
            int id = i % 1_005;
            assertThat(asked.get(i).join())
                    .isEqualTo(id >= 1 && id <= 1_000 ? Optional.of(String.format("MRN%06d", id)) : Optional.empty());
        }
        assertThat(roundTrips.get()).isLessThan(2_000);
    }

    @Test
    void queuedReadsShareARoundTrip() throws Exception {
        // the first reads occupy the workers, one each
        List<CompletableFuture<Optional<String>>> asked = new ArrayList<>();
        for (int i = 1; i <= BatchingReader.WORKERS; i++) {
            asked.add(ask(i));
            awaitRoundTrips(i);
        }
        int more = BatchingReader.BATCH_SIZE + 1;
        for (int i = 1; i <= more; i++) {
            asked.add(ask(100 + i));
        }
        permits.release(1_000);
        for (CompletableFuture<Optional<String>> one : asked) {
            assertThat(one.join()).isPresent();
        }
        // one full batch, and one batch with the last read
        assertThat(roundTrips.get()).isBetween(BatchingReader.WORKERS + 2, BatchingReader.WORKERS + 3);
    }

    @Test
    void aFailedRoundTripFailsItsReadsAndTheNextOneWorks() throws Exception {
        List<CompletableFuture<Optional<String>>> asked = new ArrayList<>();
        for (int i = 1; i <= BatchingReader.WORKERS; i++) {
            asked.add(ask(i));
            awaitRoundTrips(i);
        }
        for (int i = 1; i <= 3; i++) {
            asked.add(ask(i));
        }
        failure = Optional.of(new SQLException("gone", "08006"));
        permits.release(1_000);
        for (CompletableFuture<Optional<String>> one : asked) {
            assertThatThrownBy(one::join)
                    .hasRootCauseInstanceOf(SQLException.class)
                    .hasRootCauseMessage("gone");
        }
        failure = Optional.empty();
        assertThat(ask(7).join()).contains("MRN000007");
    }

    @Test
    void aSlowFailureFailsTheQueuedReadsToo() {
        BatchingReader<String> reader = new BatchingReader<>(
                counted::getConnection,
                "SELECT mrn FROM patients WHERE id = ?",
                row -> row.getString(1),
                Duration.ZERO);
        List<CompletableFuture<Optional<String>>> asked = new ArrayList<>();
        int behind = BatchingReader.BATCH_SIZE * 2;
        for (int i = 1; i <= BatchingReader.WORKERS; i++) {
            asked.add(reader.find(i));
            awaitRoundTrips(i);
        }
        for (int i = 1; i <= behind; i++) {
            asked.add(reader.find(i));
        }
        failure = Optional.of(new SQLException("gone", "08006"));
        permits.release(1);
        await(() -> asked.stream()
                        .filter(CompletableFuture::isCompletedExceptionally)
                        .count()
                > behind);
        assertThat(roundTrips.get()).as("no further round trip").isEqualTo(BatchingReader.WORKERS);
        permits.release(1);
        for (CompletableFuture<Optional<String>> one : asked) {
            assertThatThrownBy(one::join).hasRootCauseMessage("gone");
        }
    }

    private CompletableFuture<Optional<String>> ask(int id) {
        return records.find(id)
                .thenApply(found -> found.map(patient -> patient.summary().mrn()));
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(20))
                .until(condition);
    }

    private void awaitRoundTrips(int count) {
        await(() -> roundTrips.get() >= count);
    }
}
