package io.prontuario.workloads.api.projection;

import static io.prontuario.workloads.api.EmbeddedDatabases.execute;
import static io.prontuario.workloads.api.EmbeddedDatabases.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.EmbeddedDatabases;
import io.prontuario.workloads.api.records.Transactions;
import io.prontuario.workloads.api.writes.ExpectedVersion;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.Outbox;
import io.prontuario.workloads.api.writes.PatientWrites;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShipperIT {
    private static final String PROJECTED =
            "SELECT id, name, mrn, blood_type, allergies, checksum FROM patients ORDER BY id";

    private HikariDataSource record;
    private HikariDataSource cloud;
    private Shipper shipper;
    private PatientWrites patients;

    @BeforeEach
    void open() throws Exception {
        record = EmbeddedDatabases.open(EmbeddedDatabases.record());
        cloud = EmbeddedDatabases.open(EmbeddedDatabases.cloud());
        shipper = new Shipper(record, cloud);
        patients = new PatientWrites(record);
    }

    @AfterEach
    void close() {
        record.close();
        cloud.close();
    }

    @Test
    void theProjectionEqualsTheRecordAfterASnapshotAndWrites() throws Exception {
        assertThat(Transactions.run(record, Outbox::snapshot)).isEqualTo(1001);
        shipAll();
        write(300);
        Instant before = Instant.now();
        shipAll();
        assertThat(rows(cloud, PROJECTED)).hasSize(1000).isEqualTo(rows(record, PROJECTED));
        assertThat(rows(cloud, "SELECT count(*) FROM patients WHERE birth_date IS NOT NULL OR medications IS NOT NULL"))
                .as("only projected fields leave the hospital")
                .containsExactly("0");
        assertThat(Instant.parse(rows(
                                cloud,
                                "SELECT to_char(as_of AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM projection_state")
                        .get(0)))
                .isAfterOrEqualTo(before.minusMillis(1));
    }

    @Test
    void replayIsIdempotent() throws Exception {
        write(120);
        shipAll();
        List<String> once = rows(cloud, PROJECTED);
        for (long from : List.of(0L, 1L, 57L, 119L, 120L)) {
            execute(cloud, "UPDATE projection_state SET applied_seq = " + from);
            shipAll();
            assertThat(rows(cloud, PROJECTED)).as("replayed from " + from).isEqualTo(once);
        }
    }

    @Test
    void anEmptyBatchUpdatesTheTimeOnly() throws Exception {
        Shipper.ShipResult first = shipper.ship();
        Shipper.ShipResult second = shipper.ship();
        assertThat(second.applied()).isZero();
        assertThat(second.pending()).isZero();
        assertThat(second.asOf()).isAfter(first.asOf());
    }

    @Test
    void rejectsARecordThatEndsBeforeTheAppliedPosition() throws Exception {
        write(3);
        shipAll();
        execute(cloud, "UPDATE projection_state SET applied_seq = 4");
        assertThatThrownBy(() -> shipper.ship())
                .isInstanceOf(ProjectionException.class)
                .hasMessageContaining("older record");
        execute(cloud, "UPDATE projection_state SET applied_seq = 3");
        assertThat(shipper.ship().pending()).isZero();
    }

    @Test
    void rejectsARecordThatLostWritesAndReusedTheirNumbers() throws Exception {
        write(5);
        shipAll();
        execute(record, "DELETE FROM outbox WHERE seq > 3"); // failover to a copy without the last two entries
        execute(record, "UPDATE outbox_head SET seq = 3");
        write(4);
        assertThatThrownBy(() -> shipper.ship())
                .isInstanceOf(ProjectionException.class)
                .hasMessageContaining("entry 5 is not the one");
        Transactions.run(record, Outbox::snapshot);
        shipAll();
        assertThat(rows(cloud, PROJECTED)).isEqualTo(rows(record, PROJECTED));
        write(3);
        shipAll();
        assertThat(rows(cloud, PROJECTED)).isEqualTo(rows(record, PROJECTED));
    }

    @Test
    void requiresASnapshotAfterPendingEntriesWereTrimmed() throws Exception {
        write(20);
        assertThat(shipper.cap(5)).isEqualTo(15);
        assertThatThrownBy(() -> shipper.ship())
                .isInstanceOf(ProjectionException.class)
                .hasMessageContaining("entries 1 to 15");
        Transactions.run(record, Outbox::snapshot);
        shipAll();
        assertThat(rows(cloud, PROJECTED)).isEqualTo(rows(record, PROJECTED));
    }

    @Test
    void theOutboxIsCappedWhileTheCloudIsAway() throws Exception {
        write(20);
        cloud.close();

        assertThat(shipper.cap(5)).isEqualTo(15);
        assertThat(rows(record, "SELECT count(*) FROM outbox")).containsExactly("5");
    }

    @Test
    void trimmingKeepsPendingEntries() throws Exception {
        write(10);
        shipAll();
        write(5);
        assertThat(shipper.cap(1000)).isZero();
        shipper.trim(2);
        assertThat(rows(record, "SELECT min(seq), max(seq) FROM outbox")).containsExactly("9|15");
        shipAll();
        assertThat(rows(cloud, "SELECT applied_seq FROM projection_state")).containsExactly("15");
    }

    private void write(int count) throws Exception {
        Random random = new Random(count);
        for (int i = 0; i < count; i++) {
            IdempotencyKey key = IdempotencyKey.of(UUID.randomUUID().toString(), "test", new byte[0])
                    .orElseThrow();
            patients.setAllergies(
                    new PatientWrites.By(key, "ana"),
                    1 + random.nextInt(40),
                    ExpectedVersion.any(),
                    List.of("a" + i, "é,\"{}" + i));
        }
    }

    private void shipAll() throws Exception {
        while (shipper.ship().pending() > 0) {
            // until no entry is pending
        }
    }
}
