package io.prontuario.workloads.api.audit;

import static io.prontuario.workloads.api.EmbeddedDatabases.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.EmbeddedDatabases;
import io.prontuario.workloads.api.records.RecordSources;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verification of a database's audit after its owner has disabled the triggers and changed entries. */
class AuditVerifierIT {
    private static final int ENTRIES = 60;

    private HikariDataSource database;
    private AuditVerifier verifier;

    @BeforeEach
    void fill() throws Exception {
        database = EmbeddedDatabases.open(EmbeddedDatabases.record());
        verifier = new AuditVerifier(database);
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try (AuditLog log = new AuditLog(RecordSources.single(database), true, Optional.empty()).start()) {
            for (int i = 0; i < ENTRIES; i++) {
                int id = i;
                clients.submit(() -> {
                    log.append(entry(id)).get();
                    return null;
                });
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        execute(database, "ALTER TABLE audit DISABLE TRIGGER ALL");
    }

    private static AuditEntry entry(int id) {
        return new AuditEntry(
                Instant.now(),
                id % 2 == 0 ? "ana" : "bia",
                "clinician",
                "GET",
                Optional.of(100 + id),
                true,
                "é|:",
                "here");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anIntactChainReportsItsHead() throws Exception {
        AuditVerifier.Result whole = verifier.verify(Optional.empty());
        assertThat(whole.faults()).isEmpty();
        assertThat(whole.entries()).isEqualTo(ENTRIES);
        assertThat(whole.head().seq()).isEqualTo(ENTRIES);
        assertThat(AuditHead.of(whole.head().toString())).isEqualTo(whole.head());
        assertThat(verifier.verify(Optional.of(whole.head())).faults()).isEmpty();
    }

    /** {@code change} follows SET. The last entry is checked against audit_head, every other against the next entry. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "30; allowed = NOT allowed; allowed; was 'true'",
                "1; role = 'nurse'; role; was 'clinician'",
                "60; username = 'cleo'; username; was '",
                "30; detail = ''; detail; was 'é|:'",
                "30; site = 'cloud'; site; was 'here'",
                "30; action = 'PUT'; action; was 'GET'",
                "30; at = at + interval '1 microsecond'; one of at, username; changed",
                "30; patient_id = NULL; one of at, username; changed",
                "30; hash = repeat('a', 64); hash; it was",
                "60; hash = repeat('a', 64); hash; it was",
                "30; previous = repeat('b', 64); previous; it was",
                "1; previous = repeat('b', 64); previous; it was",
            })
    void reportsTheChangedEntryAndField(long seq, String change, String field, String what) throws Exception {
        execute(database, "UPDATE audit SET " + change + " WHERE seq = " + seq);
        AuditVerifier.Result result = verifier.verify(Optional.empty());
        assertThat(result.faults()).hasSize(1);
        AuditFault fault = result.faults().get(0);
        assertThat(fault.from()).isEqualTo(seq);
        assertThat(fault.field()).startsWith(field);
        assertThat(fault.what()).contains(what);
    }

    @Test
    void aRewrittenEntryWithAValidHashIsDetectedByTheNextEntry() throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var row = statement.executeQuery(AuditReader.COLUMNS + "WHERE seq = 30");
            row.next();
            AuditEntry was = AuditReader.entry(row);
            AuditEntry forged = new AuditEntry(
                    was.at(),
                    was.username(),
                    was.role(),
                    was.action(),
                    was.patientId(),
                    false,
                    was.detail(),
                    was.site());
            String hash = AuditChain.hash(row.getString(10), 30, forged);
            statement.execute("UPDATE audit SET allowed = false, hash = '" + hash + "' WHERE seq = 30");
        }
        assertThat(verifier.verify(Optional.empty()).faults())
                .containsExactly(AuditFault.of(30, "allowed", "changed; it was 'true'"));
    }

    @Test
    void reportsEveryFault() throws Exception {
        execute(database, "UPDATE audit SET allowed = false WHERE seq IN (10, 11, 50)");
        execute(database, "DELETE FROM audit WHERE seq BETWEEN 20 AND 24 OR seq = 1");
        assertThat(verifier.verify(Optional.empty()).faults())
                .extracting(AuditFault::from, AuditFault::to, AuditFault::field)
                .containsExactly(
                        tuple(1L, 1L, "row"),
                        tuple(10L, 10L, "allowed"),
                        tuple(11L, 11L, "allowed"),
                        tuple(20L, 24L, "row"),
                        tuple(50L, 50L, "allowed"));
    }

    @Test
    void aTruncatedEndIsDetectedByTheRecordedHeadOrByAnEarlierHead() throws Exception {
        AuditHead kept = verifier.verify(Optional.empty()).head();
        execute(database, "DELETE FROM audit WHERE seq > 57");
        assertThat(verifier.verify(Optional.empty()).faults())
                .containsExactly(new AuditFault(58, 60, "row", "deleted at the end; audit_head names the last one"));
        execute(database, "UPDATE audit_head SET seq = 57, hash = (SELECT hash FROM audit WHERE seq = 57)");
        assertThat(verifier.verify(Optional.empty()).faults())
                .as("not detectable within the database")
                .isEmpty();
        assertThat(verifier.verify(Optional.of(kept)).faults())
                .containsExactly(
                        new AuditFault(58, 60, "row", "deleted at the end; an earlier verification found them"));
    }

    @Test
    void aRewrittenHistoryDiffersFromAnEarlierHead() throws Exception {
        AuditHead kept = verifier.verify(Optional.empty()).head();
        execute(database, "DELETE FROM audit WHERE seq = 60");
        execute(database, "UPDATE audit_head SET seq = 59, hash = (SELECT hash FROM audit WHERE seq = 59)");
        try (AuditLog log = new AuditLog(RecordSources.single(database), true, Optional.empty()).start()) {
            log.append(entry(1)).get();
        }
        assertThat(verifier.verify(Optional.empty()).faults()).isEmpty();
        assertThat(verifier.verify(Optional.of(kept)).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.what()).contains("was rewritten"));
    }

    @Test
    void concurrentProcessesAppendToOneChain() throws Exception {
        try (AuditLog one = new AuditLog(RecordSources.single(database), true, Optional.empty()).start();
                AuditLog other = new AuditLog(RecordSources.single(database), true, Optional.empty()).start()) {
            for (int i = 0; i < 20; i++) {
                one.append(entry(i)).get();
                if (i % 3 > 0) { // sometimes the same log appends twice and knows the head
                    other.append(entry(i)).get();
                }
            }
        }
        AuditVerifier.Result result = verifier.verify(Optional.empty());
        assertThat(result.faults()).isEmpty();
        assertThat(result.entries()).isEqualTo(ENTRIES + 20 + 13);
    }

    @Test
    void verificationIsConsistentWhileEntriesAreAppended() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try (AuditLog log = new AuditLog(RecordSources.single(database), true, Optional.empty()).start()) {
            writer.submit(() -> {
                while (!done.get()) {
                    log.append(entry(1)).get();
                }
                return null;
            });
            for (int check = 0; check < 20; check++) {
                assertThat(verifier.verify(Optional.empty()).faults()).isEmpty();
            }
            done.set(true);
            writer.shutdown();
            assertThat(writer.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
