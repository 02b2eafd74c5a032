package io.prontuario.workloads.api;

import static io.prontuario.workloads.api.EmbeddedDatabases.execute;
import static io.prontuario.workloads.api.EmbeddedDatabases.rows;
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
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipper and the inbox merge as processes: killed, run concurrently, replayed, with a failover of the record database.
 * {@code prontuario.projection.seconds} sets how long the replication lag is measured; only then is it compared with the bar,
 * because during a build it depends on the machine's load (benchmarks/projection/run).
 */
class ProjectionIT {
    private static final Optional<Integer> MEASURED_SECONDS =
            Optional.ofNullable(Integer.getInteger("prontuario.projection.seconds"));
    private static final int PER_SECOND = 50;
    private static final Duration BAR = Duration.ofSeconds(2);
    private static final int KILLS = 3;
    private static final int ALERTS = 600;

    @TempDir
    Path logs;

    private final List<ApiServiceProcess> processes = new ArrayList<>();
    private final Random random = new Random(7);
    private RecordsOptions recordOptions;
    private RecordsOptions cloudOptions;
    private HikariDataSource record;
    private HikariDataSource cloud;

    @BeforeEach
    void open() throws Exception {
        recordOptions = EmbeddedDatabases.record();
        cloudOptions = EmbeddedDatabases.cloud();
        record = EmbeddedDatabases.open(recordOptions);
        cloud = EmbeddedDatabases.open(cloudOptions);
    }

    @AfterEach
    void close() {
        processes.forEach(ApiServiceProcess::close);
        record.close();
        cloud.close();
    }

    @Test
    void theProjectionEqualsTheOutboxAfterKillsReplaysAndAFailover() throws Exception {
        ApiServiceProcess shipper = start("ship");
        try (ProjectionLoad load = new ProjectionLoad(record, cloud, PER_SECOND)) {
            awaitApplied(1, load);
            ProjectionLoad.Lags lags = load.measure(Duration.ofSeconds(MEASURED_SECONDS.orElse(3)));
            System.out.println("projection: " + lags);
            if (MEASURED_SECONDS.isPresent()) {
                assertThat(lags.percentile(99)).isLessThanOrEqualTo(BAR);
            }
            for (int kill = 0; kill < KILLS; kill++) {
                awaitApplied(applied() + 1 + random.nextInt(20), load);
                shipper.kill();
                long at = load.written();
                await(() -> load.written() > at + 10, "progress of the writes");
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

        // failover of the record database: the same entries at another address, where writes continue
        record.close();
        recordOptions = EmbeddedDatabases.copyOf(recordOptions);
        record = EmbeddedDatabases.open(recordOptions);
        start("ship");
        try (ProjectionLoad load = new ProjectionLoad(record, cloud, PER_SECOND)) {
            awaitApplied(load.written() + 30, load);
        }
        awaitEverything();
        assertFolded();
    }

    @Test
    void theInboxIsMergedOnceThoughTheMergeIsKilledAndRunConcurrently() throws Exception {
        AlertStore inbox = SqlAlertStore.inInbox(cloud);
        for (int i = 0; i < ALERTS; i++) {
            inbox.store(
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
            ApiServiceProcess merge = start("merge-inbox");
            long before = merged();
            await(() -> merged() > before || !merge.alive(), "progress of the merge");
            merge.kill();
            cut += merged() < ALERTS ? 1 : 0;
        }
        assertThat(cut).as("at least one kill must have interrupted the merge").isPositive();
        ApiServiceProcess one = start("merge-inbox");
        ApiServiceProcess other = start("merge-inbox");
        boolean done = one.await() == 0 & other.await() == 0;
        for (int again = 0; !done && again < 5; again++) { // a stalled machine aborts connections
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

    private ApiServiceProcess start(String mode) throws Exception {
        ApiServiceProcess process = new ApiServiceProcess(mode, environment(), logs).start();
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

    /** Compares the projection with the outbox's last entry of every patient and user. */
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

    /** Repeats the query because a stalled machine aborts connections. */
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
        await(() -> applied() >= seq, "progress of the projection");
        load.assertHealthy();
    }

    private void awaitEverything() {
        long head = number(record, "SELECT seq FROM outbox_head");
        await(() -> applied() == head, "progress of the projection");
    }

    private static void await(Callable<Boolean> condition, String what) {
        Awaitility.await(what)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(90))
                .until(condition);
    }
}
