package io.prontuario.workloads.api;

import static io.prontuario.workloads.api.TestDatabases.execute;
import static io.prontuario.workloads.api.TestDatabases.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.alerts.Alert;
import io.prontuario.workloads.api.alerts.AlertStore;
import io.prontuario.workloads.api.alerts.SqlAlertStore;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The projection and the inbox with their real programs: killed, run twice, replayed, the record flipped. How far the cloud is
 * behind is measured for as long as {@code prontuario.projection.seconds} says, and held to the bar only then: beside a build
 * it says more about the machine (benchmarks/projection/run).
 */
class ProjectionIT {
    private static final Optional<Integer> ASKED =
            Optional.ofNullable(Integer.getInteger("prontuario.projection.seconds"));
    private static final int PER_SECOND = 50;
    private static final Duration BAR = Duration.ofSeconds(2);
    private static final int KILLS = 3;
    private static final int ALERTS = 600;

    @TempDir
    Path logs;

    private final List<ServiceProcess> processes = new ArrayList<>();
    private final Random random = new Random(7);
    private RecordsOptions recordOptions;
    private RecordsOptions cloudOptions;
    private HikariDataSource record;
    private HikariDataSource cloud;

    @BeforeEach
    void open() throws Exception {
        recordOptions = TestDatabases.record();
        cloudOptions = TestDatabases.cloud();
        record = TestDatabases.open(recordOptions);
        cloud = TestDatabases.open(cloudOptions);
    }

    @AfterEach
    void close() {
        processes.forEach(ServiceProcess::close);
        record.close();
        cloud.close();
    }

    @Test
    void theCloudEqualsAFoldOfTheOutboxThroughKillsReplaysAndAFlip() throws Exception {
        ServiceProcess shipper = start("ship");
        try (ProjectionLoad load = new ProjectionLoad(record, cloud, PER_SECOND)) {
            awaitApplied(1, load);
            ProjectionLoad.Lags lags = load.measure(Duration.ofSeconds(ASKED.orElse(3)));
            System.out.println("projection: " + lags);
            if (ASKED.isPresent()) {
                assertThat(lags.percentile(99)).isLessThanOrEqualTo(BAR);
            }
            for (int kill = 0; kill < KILLS; kill++) {
                awaitApplied(applied() + 1 + random.nextInt(20), load);
                shipper.kill();
                long at = load.written();
                await(() -> load.written() > at + 10, "the writes stand still");
                shipper.start();
            }
            for (double from : List.of(0.0, 0.5, 0.99)) {
                awaitApplied(load.written(), load);
                execute(cloud, "UPDATE projection_state SET applied_seq = floor(applied_seq * " + from + ")");
            }
        }
        awaitEverything();
        shipper.kill();
        assertFolded();

        // The database flips: the same entries at another address, and writes go on there.
        record.close();
        recordOptions = TestDatabases.copyOf(recordOptions);
        record = TestDatabases.open(recordOptions);
        start("ship");
        try (ProjectionLoad load = new ProjectionLoad(record, cloud, PER_SECOND)) {
            awaitApplied(load.written() + 30, load);
        }
        awaitEverything();
        assertFolded();
    }

    @Test
    void theInboxIsMergedOnceThoughTheMergeIsKilledAndRunTwice() throws Exception {
        AlertStore inbox = SqlAlertStore.inInbox(cloud);
        for (int i = 0; i < ALERTS; i++) {
            inbox.keep(
                    IdempotencyKey.of("merge-once-" + i, "test", new byte[] {1}).orElseThrow(),
                    new Alert(
                            UUID.randomUUID(),
                            Optional.of(1 + i),
                            Alert.Severity.CRITICAL,
                            "alert " + i,
                            "cloud",
                            Instant.now()));
        }
        int cut = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            ServiceProcess merge = start("merge-inbox");
            long before = merged();
            await(() -> merged() > before || !merge.alive(), "the merge stands still");
            merge.kill();
            cut += merged() < ALERTS ? 1 : 0;
        }
        assertThat(cut).as("a kill must have come in between").isPositive();
        ServiceProcess one = start("merge-inbox");
        ServiceProcess other = start("merge-inbox");
        boolean done = one.await() == 0 & other.await() == 0;
        for (int again = 0; !done && again < 5; again++) { // a stalled machine cuts connections, as a line does
            done = start("merge-inbox").await() == 0;
        }
        assertThat(done).isTrue();

        assertThat(rows(record, "SELECT a.message FROM alerts a JOIN inbox_merged m USING (id) ORDER BY m.position"))
                .hasSize(ALERTS)
                .doesNotHaveDuplicates()
                .startsWith("alert 0", "alert 1")
                .endsWith("alert " + (ALERTS - 1));
        assertThat(rows(record, "SELECT count(*) FROM alerts")).containsExactly(Integer.toString(ALERTS));
        assertThat(rows(cloud, "SELECT count(*) FROM inbox WHERE merged_at IS NULL"))
                .containsExactly("0");
    }

    private ServiceProcess start(String mode) throws Exception {
        ServiceProcess process = new ServiceProcess(mode, environment(), logs).start();
        processes.add(process);
        return process;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("RECORDS_URL", recordOptions.url());
        environment.put("RECORDS_PASSWORD", recordOptions.password());
        environment.put("CLOUD_RECORDS_URL", cloudOptions.url());
        environment.put("CLOUD_RECORDS_PASSWORD", cloudOptions.password());
        return environment;
    }

    /** For every patient and user the last thing that the outbox told, against what the cloud holds. */
    private void assertFolded() {
        String last = "SELECT payload FROM (SELECT DISTINCT ON (entity) entity, payload FROM outbox WHERE kind = '%s'"
                + " ORDER BY entity, seq DESC) AS told WHERE NOT jsonb_exists(payload, 'deleted') ORDER BY entity";
        assertThat(rows(
                        cloud,
                        "SELECT jsonb_build_object('id', id, 'name', name, 'mrn', mrn, 'bloodType', blood_type,"
                                + " 'allergies', allergies, 'checksum', checksum) FROM patients ORDER BY id::text"))
                .isNotEmpty()
                .isEqualTo(rows(record, last.formatted("patient")));
        assertThat(rows(
                        cloud,
                        "SELECT jsonb_build_object('username', username, 'passwordHash', password_hash, 'role', role,"
                                + " 'disabled', disabled) FROM users ORDER BY username"))
                .isNotEmpty()
                .isEqualTo(rows(record, last.formatted("user")));
    }

    private long applied() {
        return number(cloud, "SELECT applied_seq FROM projection_state");
    }

    private long merged() {
        return number(record, "SELECT count(*) FROM inbox_merged");
    }

    /** A stalled machine cuts connections: asked again. */
    private static long number(HikariDataSource database, String query) {
        for (int attempt = 0; ; attempt++) {
            try {
                return Long.parseLong(rows(database, query).get(0));
            } catch (IllegalStateException cut) {
                assertThat(attempt).as(cut.toString()).isLessThan(50);
            }
        }
    }

    private void awaitApplied(long seq, ProjectionLoad load) {
        await(() -> applied() >= seq, "the cloud does not follow");
        load.assertHealthy();
    }

    private void awaitEverything() {
        long head = number(record, "SELECT seq FROM outbox_head");
        await(() -> applied() == head, "the cloud does not follow");
    }

    private static void await(BooleanSupplier condition, String otherwise) {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
            LockSupport.parkNanos(2_000_000);
        }
    }
}
