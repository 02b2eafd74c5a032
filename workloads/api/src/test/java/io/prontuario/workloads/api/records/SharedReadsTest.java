package io.prontuario.workloads.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.TestDatabases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL; trips are held back by a pool that gives out connections one by one. */
class SharedReadsTest {
    private static HikariDataSource database;

    private final Semaphore mayLeave = new Semaphore(0);
    private final AtomicInteger trips = new AtomicInteger();
    private volatile Optional<SQLException> trouble = Optional.empty();

    @BeforeAll
    static void records() throws Exception {
        RecordsOptions options = TestDatabases.empty();
        Seeder.seed(options);
        database = TestDatabases.open(options);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private final DataSource counted = (DataSource)
            Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (p, m, a) -> {
                trips.incrementAndGet();
                assertThat(mayLeave.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
                if (trouble.isPresent()) {
                    throw trouble.get();
                }
                try {
                    return m.invoke(database, a);
                } catch (InvocationTargetException failed) {
                    throw failed.getCause();
                }
            });

    private final EmergencyRecords records = new EmergencyRecords(counted);

    @Test
    void everyOneGetsTheirOwnRow() {
        mayLeave.release(10_000);
        List<CompletableFuture<Optional<String>>> asked =
                IntStream.range(0, 2_000).mapToObj(i -> ask(i % 1_005)).toList();
        for (int i = 0; i < asked.size(); i++) {
            int id = i % 1_005;
            assertThat(asked.get(i).join())
                    .isEqualTo(id >= 1 && id <= 1_000 ? Optional.of(String.format("MRN%06d", id)) : Optional.empty());
        }
        assertThat(trips.get()).isLessThan(2_000);
    }

    @Test
    void thoseThatWaitGoTogether() throws Exception {
        // the first ones leave alone, one each way
        List<CompletableFuture<Optional<String>>> asked = new ArrayList<>();
        for (int i = 1; i <= SharedReads.TRIPS; i++) {
            asked.add(ask(i));
            awaitTrips(i);
        }
        int more = SharedReads.MOST + 1;
        for (int i = 1; i <= more; i++) {
            asked.add(ask(100 + i));
        }
        mayLeave.release(1_000);
        for (CompletableFuture<Optional<String>> one : asked) {
            assertThat(one.join()).isPresent();
        }
        // those of one whole trip, and the one that was too many for it
        assertThat(trips.get()).isBetween(SharedReads.TRIPS + 2, SharedReads.TRIPS + 3);
    }

    @Test
    void whoIsOnAFailedTripIsToldAndTheNextGoes() throws Exception {
        List<CompletableFuture<Optional<String>>> asked = new ArrayList<>();
        for (int i = 1; i <= SharedReads.TRIPS; i++) {
            asked.add(ask(i));
            awaitTrips(i);
        }
        for (int i = 1; i <= 3; i++) {
            asked.add(ask(i));
        }
        trouble = Optional.of(new SQLException("gone", "08006"));
        mayLeave.release(1_000);
        for (CompletableFuture<Optional<String>> one : asked) {
            assertThatThrownBy(one::join)
                    .hasRootCauseInstanceOf(SQLException.class)
                    .hasRootCauseMessage("gone");
        }
        trouble = Optional.empty();
        assertThat(ask(7).join()).contains("MRN000007");
    }

    @Test
    void whoWaitsBehindATripThatFailedLateIsToldToo() {
        SharedReads<String> hasty = new SharedReads<>(
                counted, "SELECT mrn FROM patients WHERE id = ?", row -> row.getString(1), Duration.ZERO);
        List<CompletableFuture<Optional<String>>> asked = new ArrayList<>();
        int behind = SharedReads.MOST * 2;
        for (int i = 1; i <= SharedReads.TRIPS; i++) {
            asked.add(hasty.find(i));
            awaitTrips(i);
        }
        for (int i = 1; i <= behind; i++) {
            asked.add(hasty.find(i));
        }
        trouble = Optional.of(new SQLException("gone", "08006"));
        mayLeave.release(1);
        await(() -> asked.stream()
                        .filter(CompletableFuture::isCompletedExceptionally)
                        .count()
                > behind);
        assertThat(trips.get()).as("no other trip was tried").isEqualTo(SharedReads.TRIPS);
        mayLeave.release(1);
        for (CompletableFuture<Optional<String>> one : asked) {
            assertThatThrownBy(one::join).hasRootCauseMessage("gone");
        }
    }

    private CompletableFuture<Optional<String>> ask(int id) {
        return records.find(id).thenApply(found -> found.map(EmergencyPatient::mrn));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void awaitTrips(int count) {
        await(() -> trips.get() >= count);
    }
}
