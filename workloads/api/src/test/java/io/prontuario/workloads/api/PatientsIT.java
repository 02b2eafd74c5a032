package io.prontuario.workloads.api;

import static io.prontuario.workloads.api.EmbeddedDatabases.execute;
import static io.prontuario.workloads.api.EmbeddedDatabases.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.projection.Shipper;
import io.prontuario.workloads.api.records.Transactions;
import io.prontuario.workloads.api.writes.Outbox;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patients are created, changed and merged; every version is kept and reaches the projection, whoever makes it. */
class PatientsIT extends SecuredApiTestBase {
    private static final String FIELDS =
            "{'name':'Rita Prado','mrn':'%s','birthDate':'1980-02-29','bloodType':'O-','allergies':['latex'],'medications':[]}";

    @Test
    void aPatientIsCreatedOnceByReceptionAndReadByTheClinician() throws Exception {
        start("full");
        HttpResponse<String> created = write("POST", "/v1/patients", "reception", fields("P-1"), "created-p1");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("ETag")).contains("\"1\"");
        int id = json(created).path("id").asInt();
        assertThat(created.headers().firstValue("Location")).contains("/v1/patients/" + id);
        HttpResponse<String> again = write("POST", "/v1/patients", "reception", fields("P-1"), "created-p1");
        assertThat(again.body()).isEqualTo(created.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(write("POST", "/v1/patients", "clinician", fields("P-1"), "created-p1")
                        .statusCode())
                .as("another user's key")
                .isEqualTo(422);

        HttpResponse<String> read = get("/v1/patients/" + id, token("clinician"));
        assertThat(read.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(json(read).path("name").asText()).isEqualTo("Rita Prado");
        assertThat(json(read).path("birthDate").asText()).isEqualTo("1980-02-29");
        HttpResponse<String> taken = write("POST", "/v1/patients", "reception", fields("P-1"), "created-p1-twice");
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(json(taken).path("detail").asText()).startsWith("mrn: another patient has this");
        assertThat(rows(database, "SELECT count(*) FROM patients WHERE mrn = 'P-1'"))
                .containsExactly("1");
        assertThat(rows(database, "SELECT allowed FROM audit WHERE action = 'POST /v1/patients'"))
                .isNotEmpty()
                .containsOnly("t");
    }

    @Test
    void anIdThatWasEnteredByHandIsSkipped() throws Exception {
        start("full");
        execute(
                database,
                "INSERT INTO patients (id, name, mrn, birth_date, blood_type, allergies, medications, checksum)"
                        + " SELECT last_value + 1, 'by hand', 'H-1', '1980-01-01', 'O-', '{}', '{}', '' FROM patients_id");
        int byHand = Integer.parseInt(
                rows(database, "SELECT id FROM patients WHERE mrn = 'H-1'").get(0));
        HttpResponse<String> created = write("POST", "/v1/patients", "reception", fields("H-2"), "after-hand");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(json(created).path("id").asInt()).isGreaterThan(byHand);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'name':'Rita Prado'|'name':' '|name must",
                "'mrn':'V-1'|'mrn':'a b'|mrn must",
                "1980-02-29|1980-02-30|birthDate must",
                "1980-02-29|2999-01-01|birthDate must",
                "'O-'|'0-'|bloodType must",
                "['latex']|['']|allergies must",
                "'medications':[]|'medications':5|medications must",
            })
    void everyInvalidFieldIsNamed(String valid, String invalid, String expected) throws Exception {
        start("full");
        String body = FIELDS.formatted("V-1").replace(valid.strip(), invalid.strip());
        HttpResponse<String> refused = write("POST", "/v1/patients", "reception", body.replace('\'', '"'), "invalid-1");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("detail").asText()).startsWith(expected);
    }

    @Test
    void aChangeNamesTheVersionThatItWasMadeFrom() throws Exception {
        start("full");
        String path = create("C-10");
        assertThat(write("PUT", path, "clinician", fields("C-10"), "no-version-1")
                        .statusCode())
                .isEqualTo(428);
        assertThat(write("PUT", path, "clinician", fields("C-10"), "weak-version", "If-Match", "W/\"1\"")
                        .statusCode())
                .isEqualTo(400);
        String changed = fields("C-11").replace("O-", "AB+");
        HttpResponse<String> done = write("PUT", path, "clinician", changed, "change-c10", "If-Match", "\"1\"");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(done.headers().firstValue("ETag")).contains("\"2\"");
        HttpResponse<String> lost = write("PUT", path, "clinician", fields("C-12"), "late-c10", "If-Match", "\"1\"");
        assertThat(lost.statusCode()).isEqualTo(412);
        assertThat(json(lost).path("detail").asText()).contains("version 2");
        assertThat(write("PUT", path, "clinician", changed, "change-c10", "If-Match", "\"1\"")
                        .body())
                .as("a repeat is not a second change")
                .isEqualTo(done.body());
        assertThat(write(
                                "PUT",
                                path + "/allergies",
                                "clinician",
                                "{\"allergies\":[]}",
                                "allergies-c10",
                                "If-Match",
                                "\"1\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(json(get(path, token("clinician"))).path("bloodType").asText())
                .isEqualTo("AB+");

        HttpResponse<String> history = get(path + "/history", token("clinician"));
        assertThat(json(history).path("history")).hasSize(2);
        assertThat(json(history).at("/history/0/changedBy").asText()).isEqualTo("clinician");
        assertThat(json(history).at("/history/0/content/mrn").asText()).isEqualTo("C-11");
        assertThat(json(history).at("/history/1/changedBy").asText()).isEqualTo("reception");
        assertThat(json(history).at("/history/1/content/mrn").asText()).isEqualTo("C-10");
        assertThat(get("/v1/patients/999999/history", token("clinician")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void ofConcurrentChangesOfOneVersionOneIsMade() throws Exception {
        start("full");
        String path = create("R-1");
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> changes = new ArrayList<>();
            String token = token("clinician");
            for (int i = 0; i < 8; i++) {
                String key = "race-change-" + i;
                changes.add(() -> send("PUT", path, token, fields("R-1"), "Idempotency-Key", key, "If-Match", "\"1\"")
                        .statusCode());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : clients.invokeAll(changes)) {
                statuses.add(status.get());
            }
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void aMergeKeepsWhatBothRecordsWarnOf() throws Exception {
        start("full");
        String source = create("M-1");
        String target = create("M-2");
        int from = number(source);
        int into = number(target);
        write("PUT", target + "/allergies", "clinician", "{\"allergies\":[\"dipyrone\",\"latex\"]}", "m2-allergies");
        write(
                "POST",
                "/v1/encounters",
                "reception",
                "{\"patientId\":" + from + ",\"kind\":\"inpatient\",\"reason\":\"fell\"}",
                "m1-encounter");
        String body = "{\"into\":" + into + "}";
        assertThat(write(
                                "POST",
                                source + "/merge",
                                "clinician",
                                "{\"into\":" + from + "}",
                                "merge-m1-self",
                                "If-Match",
                                "*")
                        .statusCode())
                .isEqualTo(400);
        assertThat(write("POST", source + "/merge", "clinician", "{\"into\":999999}", "merge-m1-none", "If-Match", "*")
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> merged =
                write("POST", source + "/merge", "clinician", body, "merge-m1-m2", "If-Match", "\"1\"");
        assertThat(merged.statusCode()).as(merged.body()).isEqualTo(200);

        HttpResponse<String> gone = get(source, token("clinician"));
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(json(gone).path("detail").asText()).contains("merged into " + into);
        assertThat(get(source + "/emergency", token("clinician")).statusCode()).isEqualTo(410);
        assertThat(json(get(target, token("clinician"))).path("allergies").toString())
                .isEqualTo("[\"dipyrone\",\"latex\"]");
        assertThat(json(get("/v1/encounters?patientId=" + into, token("clinician")))
                        .path("encounters"))
                .hasSize(1);
        assertThat(get("/v1/patients?after=" + (from - 1) + "&limit=1", token("clinician"))
                        .body())
                .doesNotContain("M-1");
        assertThat(write("PUT", source, "clinician", fields("M-3"), "change-m1-late", "If-Match", "*")
                        .statusCode())
                .isEqualTo(410);
        assertThat(write(
                                "POST",
                                target + "/merge",
                                "clinician",
                                "{\"into\":" + from + "}",
                                "merge-m2-m1",
                                "If-Match",
                                "*")
                        .statusCode())
                .isEqualTo(409);
        assertThat(json(get(source + "/history", token("clinician")))
                        .at("/history/0/change")
                        .asText())
                .isEqualTo("merged");
    }

    @Test
    void everyChangeReachesTheProjectionWhoeverMakesIt() throws Exception {
        start("full");
        try (HikariDataSource projection = EmbeddedDatabases.open(EmbeddedDatabases.cloud())) {
            Shipper shipper = new Shipper(database, projection);
            Transactions.run(database, Outbox::snapshot);
            String kept = create("S-1");
            String merged = create("S-2");
            write(
                    "POST",
                    merged + "/merge",
                    "clinician",
                    "{\"into\":" + number(kept) + "}",
                    "merge-s2-s1",
                    "If-Match",
                    "*");
            execute(database, "UPDATE patients SET allergies = '{deleted}' WHERE id = 501");
            execute(database, "UPDATE patients SET blood_type = blood_type WHERE id = 502");
            execute(database, "DELETE FROM patients WHERE id = 503");
            shipAll(shipper);
            assertProjected(projection);
            assertThat(rows(projection, "SELECT allergies FROM patients WHERE id = 501"))
                    .containsExactly("{deleted}");
            assertThat(rows(projection, "SELECT id FROM patients WHERE id IN (503, " + number(merged) + ")"))
                    .isEmpty();
            assertThat(rows(
                            database,
                            "SELECT change, changed_by, content->>'mrn' FROM patient_history"
                                    + " WHERE patient_id = 503 ORDER BY version DESC LIMIT 1"))
                    .containsExactly("deleted|records|MRN000503");
            assertThat(rows(database, "SELECT count(*) FROM patient_history WHERE patient_id = 502"))
                    .as("nothing changed")
                    .containsExactly("1");

            // the entries that told of the end were trimmed before they were shipped
            String again = create("S-3");
            shipAll(shipper);
            execute(database, "DELETE FROM patients WHERE id = " + number(again));
            execute(database, "DELETE FROM outbox");
            Transactions.run(database, Outbox::snapshot);
            shipAll(shipper);
            assertProjected(projection);
        }
    }

    private void assertProjected(HikariDataSource projection) {
        String projected = "SELECT id, name, mrn, blood_type, allergies, checksum FROM patients %s ORDER BY id";
        assertThat(rows(projection, projected.formatted("")))
                .isEqualTo(rows(database, projected.formatted("WHERE merged_into IS NULL")));
    }

    private static void shipAll(Shipper shipper) throws Exception {
        while (shipper.ship().pending() > 0) {
            // until no entry is pending
        }
    }

    private String create(String mrn) throws Exception {
        HttpResponse<String> created = write(
                "POST",
                "/v1/patients",
                "reception",
                fields(mrn),
                UUID.randomUUID().toString());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return created.headers().firstValue("Location").orElseThrow();
    }

    private static int number(String path) {
        return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String fields(String mrn) {
        return FIELDS.formatted(mrn).replace('\'', '"');
    }

    private HttpResponse<String> write(
            String method, String path, String user, String body, String key, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Idempotency-Key", key));
        return send(method, path, token(user), body, all.toArray(String[]::new));
    }
}
