package io.prontuario.workloads.api.inbox;

import static io.prontuario.workloads.api.EmbeddedDatabases.execute;
import static io.prontuario.workloads.api.EmbeddedDatabases.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.EmbeddedDatabases;
import io.prontuario.workloads.api.alerts.Alert;
import io.prontuario.workloads.api.alerts.AlertStore;
import io.prontuario.workloads.api.alerts.SqlAlertStore;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxMergeIT {
    private HikariDataSource record;
    private HikariDataSource cloud;
    private AlertStore onSite;
    private AlertStore inCloud;
    private InboxMerge merge;

    @BeforeEach
    void open() throws Exception {
        record = EmbeddedDatabases.open(EmbeddedDatabases.record());
        cloud = EmbeddedDatabases.open(EmbeddedDatabases.cloud());
        onSite = SqlAlertStore.inRecord(record);
        inCloud = SqlAlertStore.inInbox(cloud);
        merge = new InboxMerge(cloud, record);
    }

    @AfterEach
    void close() {
        record.close();
        cloud.close();
    }

    @Test
    void mergesAllItemsInOrderAndOnce() throws Exception {
        for (int i = 0; i < 25; i++) {
            inCloud.store(key("emergency-" + i, "r" + i), alert("alert " + i));
        }
        assertThat(merge.backlog()).isEqualTo(25);
        assertThat(merge.run()).isEqualTo(Map.of(InboxMerge.Outcome.MERGED, 25));
        assertThat(merge.run()).isEmpty();
        assertThat(merge.backlog()).isZero();
        assertThat(rows(record, "SELECT a.message FROM alerts a JOIN inbox_merged m USING (id) ORDER BY m.position"))
                .hasSize(25)
                .startsWith("alert 0", "alert 1")
                .endsWith("alert 24");
        assertThat(rows(record, "SELECT DISTINCT origin FROM alerts")).containsExactly("inbox");
    }

    @Test
    void repeatsAnInterruptedRunWithoutDuplicates() throws Exception {
        inCloud.store(key("cut-before", "r"), alert("once"));
        merge.run();
        execute(cloud, "UPDATE inbox SET merged_at = NULL"); // the mark never reached the cloud
        assertThat(merge.run()).isEqualTo(Map.of(InboxMerge.Outcome.REPEATED, 1));
        assertThat(rows(record, "SELECT count(*) FROM alerts")).containsExactly("1");
    }

    @Test
    void concurrentRunsMergeEachItemOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            inCloud.store(key("at-once-" + i, "r"), alert("m" + i));
        }
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Callable<Map<InboxMerge.Outcome, Integer>> run = () -> new InboxMerge(cloud, record).run();
            int merged = 0;
            for (Future<Map<InboxMerge.Outcome, Integer>> outcome : pool.invokeAll(Collections.nCopies(3, run))) {
                merged += outcome.get().getOrDefault(InboxMerge.Outcome.MERGED, 0);
            }
            assertThat(merged).isEqualTo(40);
        } finally {
            pool.shutdownNow();
        }
        assertThat(rows(record, "SELECT count(*) FROM alerts")).containsExactly("40");
    }

    @Test
    void theSameRequestOnBothSidesIsOneAlert() throws Exception {
        UUID first = onSite.store(key("both-sides", "same"), alert("fell"));
        UUID second = inCloud.store(key("both-sides", "same"), alert("fell"));
        inCloud.recordAttempt(second, "ward", true, "acknowledged");
        assertThat(merge.run()).isEqualTo(Map.of(InboxMerge.Outcome.DUPLICATE, 1));
        assertThat(rows(record, "SELECT id FROM alerts")).containsExactly(first.toString());
        assertThat(onSite.deliveredTo(first)).contains("ward");
    }

    @Test
    void differentRequestsWithTheSameKeyAreBothKept() throws Exception {
        UUID first = onSite.store(key("two-things", "a"), alert("version a"));
        UUID second = inCloud.store(key("two-things", "b"), alert("version b"));
        assertThat(merge.run()).isEqualTo(Map.of(InboxMerge.Outcome.CONFLICT, 1));
        assertThat(rows(record, "SELECT message, conflicts_with FROM alerts ORDER BY message"))
                .containsExactly("version a|null", "version b|" + first);
        assertThat(rows(record, "SELECT outcome FROM inbox_merged WHERE id = '" + second + "'"))
                .containsExactly("conflict");
    }

    @Test
    void aRequestRepeatedOnSiteReturnsTheMergedAlert() throws Exception {
        UUID raised = inCloud.store(key("repeats-later", "r"), alert("x"));
        merge.run();
        assertThat(onSite.store(key("repeats-later", "r"), alert("x"))).isEqualTo(raised);
        assertThat(rows(record, "SELECT count(*) FROM alerts")).containsExactly("1");
    }

    @Test
    void anUnknownKindStopsTheMergeAndStaysInTheInbox() throws Exception {
        execute(
                cloud,
                "INSERT INTO inbox (id, position, kind, payload, idempotency_key, request_hash) VALUES"
                        + " (gen_random_uuid(), 99, 'hologram', '{}', 'unknown-kind', 'h')");
        assertThatThrownBy(() -> merge.run()).hasMessageContaining("hologram");
        assertThat(merge.backlog()).isEqualTo(1);
        assertThat(rows(record, "SELECT count(*) FROM inbox_merged")).containsExactly("0");
    }

    @Test
    void alertsAreAppendOnly() throws Exception {
        onSite.store(key("append-only", "r"), alert("x"));
        for (String change : List.of("UPDATE alerts SET message = ''", "DELETE FROM alerts")) {
            assertThatThrownBy(() -> execute(record, change)).rootCause().hasMessageContaining("append-only");
        }
    }

    private static Alert alert(String message) {
        return new Alert(UUID.randomUUID(), Optional.of(3), Alert.Severity.CRITICAL, message, "cloud", Instant.now());
    }

    private static IdempotencyKey key(String value, String request) {
        return IdempotencyKey.of(value, "test", request.getBytes()).orElseThrow();
    }
}
