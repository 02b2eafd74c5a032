package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.testing.Await;
import io.prontuario.workloads.api.audit.AuditVerifier;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads of a site whose copy is a standby: within the bound, behind it, and while there is no writer. */
class LocalReadsIT extends SplitRecordTestBase {
    private static final String AGE = "X-Prontuario-Data-Age-Ms";
    private static final String AUDITED =
            "SELECT count(*) FROM audit WHERE action = 'GET /v1/patients/{id}'" + " AND patient_id = %d AND allowed";

    @Test
    void aReadIsAnsweredAndAuditedWhileThereIsNoWriter() throws Exception {
        start();
        String token = token("ana");
        assertThat(get("/v1/patients/7", token).headers().firstValue(AGE)).isEmpty();
        assertThat(pair.first().sql(AUDITED.formatted(7))).isEqualTo("1");

        pair.first().stop();
        for (int i = 0; i < 20; i++) {
            long started = System.nanoTime();
            HttpResponse<String> answer = get("/v1/patients/8", token);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(json(answer).path("mrn").asText()).isEqualTo("MRN000008");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
        }
        Await.until("a mark of age", LIMIT, () -> age(get("/v1/patients/8", token)) > 400);
        int reads = journaled();
        assertThat(json(get("/v1/patients/8/emergency", token))
                        .path("ageSeconds")
                        .asLong())
                .isGreaterThanOrEqualTo(0);
        assertThat(get("/readyz", "").statusCode()).as("reads are served").isEqualTo(200);
        assertThat(reads).isPositive();
        try (Stream<Path> files = Files.list(journal.resolve("audit"))) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }

        pair.first().start();
        Await.until("an empty journal", LIMIT, () -> journaled() == 0);
        assertThat(Integer.parseInt(pair.first().sql(AUDITED.formatted(8)))).isGreaterThanOrEqualTo(reads);
        assertThat(pair.first().sql("SELECT count(*) - count(DISTINCT entry_id) FROM audit"))
                .isEqualTo("0");
        requireIntactChain();
        Await.until(
                "a copy within the bound",
                LIMIT,
                () -> get("/v1/patients/8", token).headers().firstValue(AGE).isEmpty());
    }

    @Test
    void aLoginWorksWhileThereIsNoWriterAndWrongPasswordsAreStillCounted() throws Exception {
        start();
        pair.first().stop();
        assertThat(token("bia")).isNotEmpty();
        for (int i = 0; i < 5; i++) {
            assertThat(login("rui", "wrong password").statusCode()).isEqualTo(401);
        }
        assertThat(login("rui", PASSWORD).statusCode()).as("locked").isEqualTo(429);
    }

    @Test
    void aCopyBeyondTheBoundIsNotReadWhileTheWriterAnswers() throws Exception {
        start();
        String token = token("ana");
        pair.second().sql("SELECT pg_wal_replay_pause()");
        pair.first().sql("UPDATE patients SET blood_type = 'O-' WHERE id = 9");
        Await.until("a read at the writer", LIMIT, () -> json(get("/v1/patients/9", token))
                .path("bloodType")
                .asText()
                .equals("O-"));
        HttpResponse<String> answer = get("/v1/patients/9", token);
        assertThat(json(answer).path("bloodType").asText()).isEqualTo("O-");
        assertThat(answer.headers().firstValue(AGE)).as("read at the writer").isEmpty();
        assertThat(json(get("/v1/patients?after=8&limit=1", token))
                        .at("/patients/0/bloodType")
                        .asText())
                .isEqualTo("O-");
        Await.until("not ready beside a copy that stays behind", LIMIT, () -> get("/readyz", "")
                .body()
                .contains("beyond MAX_REPLICA_LAG"));

        route.to(0);
        Await.until("a read of the copy", LIMIT, () -> age(get("/v1/patients/9", token)) > 0);
        assertThat(json(get("/v1/patients/9", token)).path("bloodType").asText())
                .isNotEqualTo("O-");
        Await.until(
                "ready: nobody else has a better copy",
                LIMIT,
                () -> get("/readyz", "").statusCode() == 200);
        pair.second().sql("SELECT pg_wal_replay_resume()");
    }

    @Test
    void whoWroteReadsWhatWasWritten() throws Exception {
        start();
        String token = token("ana");
        for (int i = 0; i < 20; i++) {
            if (i == 10) {
                pair.second().sql("SELECT pg_wal_replay_pause()");
            }
            HttpResponse<String> written = send(
                    "PUT",
                    "/v1/patients/13/allergies",
                    token,
                    "{\"allergies\":[\"" + i + "\"]}",
                    "Idempotency-Key",
                    "position-" + i);
            assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
            String position =
                    written.headers().firstValue("X-Prontuario-Position").orElseThrow();
            for (String path : List.of("/v1/patients/13", "/v1/patients/%313")) { // both routes of a lookup
                HttpResponse<String> read = get(path, token, "X-Prontuario-Position", position);
                assertThat(json(read).at("/allergies/0").asText()).as(path).isEqualTo(Integer.toString(i));
                assertThat(read.headers().firstValue(AGE)).isEmpty();
            }
        }
        HttpResponse<String> refused = get("/v1/patients/13", token, "X-Prontuario-Position", "yesterday");
        assertThat(refused.statusCode()).isEqualTo(400);
        // nobody has it: the copy answers all the same, and says that it is old
        route.to(0);
        assertThat(age(get("/v1/patients/13", token, "X-Prontuario-Position", "FF/0")))
                .isNotNegative();
        pair.second().sql("SELECT pg_wal_replay_resume()");
    }

    @Test
    void aFrozenWriterIsFoundBySilenceAndHoldsNoRead() throws Exception {
        start();
        String token = token("ana");
        pair.first().freeze();
        try {
            for (int i = 0; i < 30; i++) {
                long started = System.nanoTime();
                assertThat(get("/v1/patients/10", token).statusCode()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
            }
            Await.until("a mark of age", LIMIT, () -> age(get("/v1/patients/10", token)) > 300);
        } finally {
            pair.first().thaw();
        }
        Await.until(
                "no mark of age",
                LIMIT,
                () -> get("/v1/patients/10", token).headers().firstValue(AGE).isEmpty());
        Await.until("an empty journal", LIMIT, () -> journaled() == 0);
        requireIntactChain();
    }

    @Test
    void journaledEntriesSurviveTheProcessAndReachTheRecordOnce() throws Exception {
        Map<String, String> settings = settings(pair.second());
        try (ApiServiceProcess process = new ApiServiceProcess("serve", settings, journal).start()) {
            Await.until(
                    "readiness",
                    LIMIT,
                    () -> sendTo(process.url(), "GET", "/readyz", "", "").statusCode() == 200);
            String token = json(sendTo(
                            process.url(),
                            "POST",
                            "/v1/auth/login",
                            "",
                            "{\"username\":\"ana\",\"password\":\"" + PASSWORD + "\"}"))
                    .path("token")
                    .asText();
            pair.first().stop();
            for (int i = 0; i < 10; i++) {
                assertThat(sendTo(process.url(), "GET", "/v1/patients/11", token, "")
                                .statusCode())
                        .isEqualTo(200);
            }
            process.kill();
            int journaled = journaled();
            assertThat(journaled).isGreaterThanOrEqualTo(9);
            // a line that was cut by a loss of power was never answered
            Files.writeString(segments().get(0), "0badc0de {\"id\":\"", java.nio.file.StandardOpenOption.APPEND);
            // a segment whose entries were committed, and which was not deleted before the process died
            Files.copy(segments().get(0), segments().get(0).resolveSibling("copy.journal"));
            pair.first().start();
            process.start();
            Await.until("an empty journal", LIMIT, () -> segments().isEmpty());
            assertThat(pair.first().sql(AUDITED.formatted(11))).isEqualTo("10");
            requireIntactChain();
        }
    }

    @Test
    void withoutAWriterAndWithAFullJournalNothingIsReadUnaudited() throws Exception {
        start();
        String token = token("ana");
        service.stop();
        Map<String, String> settings = settings(pair.second());
        settings.put("AUDIT_JOURNAL_MAX_BYTES", "4096");
        service = new ApiService(io.prontuario.workloads.common.Settings.of(settings)).start();
        Await.until("readiness", LIMIT, () -> get("/readyz", "").statusCode() == 200);
        pair.first().stop();
        Await.until("a full journal", LIMIT, () -> get("/v1/patients/12", token).statusCode() == 503);
        assertThat(get("/v1/patients/12", token).body()).doesNotContain("mrn");
        Await.until("not ready", LIMIT, () -> get("/readyz", "").body().contains("the audit journal is full"));
        pair.first().start();
        Await.until("ready again", LIMIT, () -> get("/readyz", "").statusCode() == 200);
        assertThat(get("/v1/patients/12", token).statusCode()).isEqualTo(200);
    }

    private static long age(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers()
                .firstValue(AGE)
                .filter(text -> !text.equals("unknown"))
                .map(Long::parseLong)
                .orElse(-1L);
    }

    private List<Path> segments() throws Exception {
        try (Stream<Path> files = Files.list(journal.resolve("audit"))) {
            return files.toList();
        }
    }

    private int journaled() throws Exception {
        int entries = 0;
        for (Path file : segments()) {
            entries += (int) Files.readString(file).lines().count();
        }
        return entries;
    }

    private void requireIntactChain() throws Exception {
        try (HikariDataSource database = EmbeddedDatabases.open(pair.first().options())) {
            assertThat(new AuditVerifier(database).verify(Optional.empty()).faults())
                    .isEmpty();
        }
    }
}
