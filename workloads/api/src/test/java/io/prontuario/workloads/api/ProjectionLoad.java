package io.prontuario.workloads.api;

import static io.prontuario.workloads.api.EmbeddedDatabases.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.workloads.api.records.Transactions;
import io.prontuario.workloads.api.writes.ExpectedVersion;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.PatientWrites;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** Writes to the record at a fixed rate; every write appends one entry to the outbox. */
final class ProjectionLoad implements AutoCloseable {
    private static final int WRITES_PER_USER = 25;

    /** Times from a write's commit until it was applied in the cloud, sorted. */
    record Lags(long[] nanos) {
        Duration percentile(int percent) {
            return Duration.ofNanos(nanos[Math.min(nanos.length - 1, nanos.length * percent / 100)]);
        }

        @Override
        public String toString() {
            return "%d writes, lag median %d ms, p99 %d ms, longest %d ms"
                    .formatted(
                            nanos.length,
                            percentile(50).toMillis(),
                            percentile(99).toMillis(),
                            percentile(100).toMillis());
        }
    }

    private final DataSource record;
    private final DataSource cloud;
    private final PatientWrites patients;
    private final long spacing;
    private final AtomicLong seq;
    private final Map<Long, Long> committed = new ConcurrentHashMap<>();
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private final Thread writer = new Thread(this::write, "writer");
    private volatile boolean finished;

    ProjectionLoad(DataSource record, DataSource cloud, int perSecond) {
        this.record = record;
        this.cloud = cloud;
        this.patients = new PatientWrites(record);
        this.spacing = Duration.ofSeconds(1).toNanos() / perSecond;
        this.seq = new AtomicLong(
                Long.parseLong(rows(record, "SELECT seq FROM outbox_head").get(0)));
        writer.start();
    }

    private void write() {
        try {
            long due = System.nanoTime();
            while (!finished) {
                due += spacing;
                long next = seq.get() + 1;
                write(next);
                committed.put(next, System.nanoTime());
                seq.set(next);
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (Exception | Error failed) {
            broken.compareAndSet(null, failed);
        }
    }

    /** Repeats the write until it is committed: if a stalled machine aborts the connection, the outcome is unknown. */
    private void write(long next) throws Exception {
        for (int attempt = 0; head() < next; attempt++) {
            try {
                if (next % WRITES_PER_USER == 0) {
                    user(next);
                } else {
                    IdempotencyKey key = IdempotencyKey.of("load-" + next + "-" + attempt, "load", new byte[0])
                            .orElseThrow();
                    patients.setAllergies(
                            new PatientWrites.By(key, "load"),
                            (int) (1 + next % 97),
                            ExpectedVersion.any(),
                            List.of("written " + next));
                }
            } catch (SQLException cut) {
                assertThat(attempt).as(cut.toString()).isLessThan(50);
            }
        }
    }

    private long head() throws Exception {
        for (int attempt = 0; ; attempt++) {
            try {
                return Long.parseLong(
                        rows(record, "SELECT seq FROM outbox_head").get(0));
            } catch (IllegalStateException cut) {
                assertThat(attempt).as(cut.toString()).isLessThan(50);
            }
        }
    }

    private void user(long number) throws SQLException {
        Transactions.run(record, connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(
                    "INSERT INTO users (username, password_hash, role) VALUES (?, ?, 'nurse') ON CONFLICT (username) DO UPDATE"
                            + " SET password_hash = excluded.password_hash")) {
                upsert.setString(1, "user" + number % 7);
                upsert.setString(2, "hash " + number);
                return upsert.executeUpdate();
            }
        });
    }

    /** Sequence number of the last committed write. */
    long written() {
        assertHealthy();
        return seq.get();
    }

    void assertHealthy() {
        assertThat(broken.get()).isNull();
    }

    /** Measures the lag for a duration, and until every write of that time has been applied. */
    Lags measure(Duration duration) {
        long first = written() + 1;
        long until = System.nanoTime() + duration.toNanos();
        long last = 0;
        long seen = first - 1;
        long[] lags = new long[0];
        while (last == 0 || seen < last) {
            long applied = applied(seen);
            long now = System.nanoTime();
            if (applied > seen) {
                int known = lags.length;
                lags = Arrays.copyOf(lags, known + (int) (applied - seen));
                for (long each = seen + 1; each <= applied; each++) {
                    // applied before the writer returned from its commit: no lag
                    lags[known++] = Math.max(0, now - committed.getOrDefault(each, now));
                }
                seen = applied;
            }
            if (last == 0 && now > until) {
                last = written();
            }
            LockSupport.parkNanos(2_000_000);
        }
        Arrays.sort(lags);
        return new Lags(lags);
    }

    private long applied(long otherwise) {
        try {
            return Long.parseLong(
                    rows(cloud, "SELECT applied_seq FROM projection_state").get(0));
        } catch (IllegalStateException cut) {
            return otherwise;
        }
    }

    @Override
    public void close() throws InterruptedException {
        finished = true;
        writer.join();
        assertHealthy();
    }
}
