package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.records.Migrations;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.records.Seeder;
import io.prontuario.workloads.common.Profile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServiceIT extends ApiServiceTestBase {

    @Test
    void returnsTheWholeRecordInTheFullProfile() throws Exception {
        startReady("full");
        HttpResponse<String> answer = get("/v1/patients/7");
        JsonNode patient = json(answer);
        assertThat(answer.headers().firstValue("X-Prontuario-Site")).contains("mac-studio-2");
        assertThat(answer.headers().firstValue("X-Prontuario-Profile")).contains("full");
        assertThat(answer.headers().firstValue("X-Prontuario-Reduced")).isEmpty();
        assertThat(fields(patient))
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "mrn",
                        "birthDate",
                        "bloodType",
                        "allergies",
                        "medications",
                        "checksum",
                        "version",
                        "site",
                        "profile");
        assertThat(patient.path("mrn").asText()).isEqualTo("MRN000007");
        assertThat(patient.path("checksum").asText()).isEqualTo(md5("prontuario:7"));
        assertThat(patient.path("site").asText()).isEqualTo("mac-studio-2");
    }

    @Test
    void returnsAReducedAndLabelledRecordInTheEmergencyProfile() throws Exception {
        startReady("emergency");
        HttpResponse<String> answer = get("/v1/patients/1000");
        JsonNode patient = json(answer);
        assertThat(answer.headers().firstValue("X-Prontuario-Profile")).contains("emergency");
        assertThat(answer.headers().firstValue("X-Prontuario-Reduced").orElse(""))
                .startsWith("until");
        assertThat(fields(patient))
                .containsExactly(
                        "id",
                        "name",
                        "mrn",
                        "bloodType",
                        "allergies",
                        "checksum",
                        "site",
                        "profile",
                        "reduced",
                        "dataAsOf",
                        "notice");
        assertThat(patient.path("reduced").asBoolean()).isTrue();
        assertThat(Instant.parse(patient.path("dataAsOf").asText())).isBefore(Instant.now());
        assertThat(patient.path("checksum").asText()).isEqualTo(md5("prontuario:1000"));
    }

    @Test
    void listsTheAvailableOperationsIfAFeatureIsNotInTheProfile() throws Exception {
        startReady("emergency");
        HttpResponse<String> answer = get("/v1/patients");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).path("available").toString())
                .contains("GET /v1/patients/{id}")
                .contains("POST /v1/chat")
                .contains("POST /v1/alerts");
        service.stop();
        startReady("full");
        assertThat(json(get("/v1/patients?after=5&limit=2")).path("patients")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1001",
                "-1",
                "x",
                "1e3",
                "99999999999",
                "1%27%20OR%201=1",
                "%00",
                "%F0%9F%92%89",
                "1%0d%0aX: y"
            })
    void anInvalidOrUnknownIdIsAClientError(String id) throws Exception {
        startReady("full");
        HttpResponse<String> answer = get("/v1/patients/" + id.replace(" ", "%20"));
        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(answer.headers().firstValue("X")).isEmpty();
    }

    @Test
    void startsWithoutItsDatabaseAndIsNotReady() throws Exception {
        start("full", Map.of("RECORDS_URL", "jdbc:postgresql://localhost:1/records"));
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        await(() -> body("/readyz").contains("is unavailable"));
        HttpResponse<String> answer = get("/v1/patients/1");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:prontuario:problem:records-unavailable");
    }

    @Test
    void readinessFollowsTheDatabase() throws Exception {
        startReady("full");
        rename("patients", "hidden");
        try {
            await(() -> status("/readyz") == 503);
        } finally {
            rename("hidden", "patients");
        }
        await(() -> status("/readyz") == 200);
    }

    @Test
    void isNotReadyUntilTheDatabaseIsMigratedToItsVersion() throws Exception {
        RecordsOptions migrated = EmbeddedDatabases.record();
        String newest = Integer.toString(Migrations.RECORD_VERSION);
        try (HikariDataSource database = EmbeddedDatabases.open(migrated)) {
            assertThat(EmbeddedDatabases.rows(
                            database, "SELECT version FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1"))
                    .as("the newest migration")
                    .containsExactly(newest);
            String update = "UPDATE flyway_schema_history SET success = %s WHERE version = '" + newest + "'";
            EmbeddedDatabases.execute(database, update.formatted("false"));
            start("full", Map.of("RECORDS_URL", migrated.url()));
            await(() -> body("/readyz").contains("run the mode migrate"));
            assertThat(status("/readyz")).isEqualTo(503);
            EmbeddedDatabases.execute(database, update.formatted("true"));
            await(() -> status("/readyz") == 200);
        }
    }

    @Test
    void aHospitalsFirstDayIsReady() throws Exception {
        RecordsOptions empty = EmbeddedDatabases.empty();
        Migrations.run(empty, Profile.FULL);
        start("full", Map.of("RECORDS_URL", empty.url()));
        await(() -> status("/readyz") == 200);
        assertThat(json(get("/v1/patients")).path("patients")).isEmpty();
    }

    @Test
    void isNotReadyBesideADatabaseThatRefusesWrites() throws Exception {
        RecordsOptions options = EmbeddedDatabases.record();
        start("full", Map.of("RECORDS_URL", options.url()));
        await(() -> status("/readyz") == 200);
        try (HikariDataSource database = EmbeddedDatabases.open(options);
                Connection holder = database.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE patients IN SHARE MODE"); // reads go on, writes do not
            await(() -> body("/readyz").contains("SQL state 55P03"));
            holder.rollback();
            await(() -> status("/readyz") == 200);
            String name = options.url().replaceAll(".*/([^/?]+).*", "$1");
            EmbeddedDatabases.execute(database, "ALTER DATABASE " + name + " SET default_transaction_read_only = on");
            service.stop();
            start("full", Map.of("RECORDS_URL", options.url()));
            await(() -> body("/readyz").contains("read-only"));
        }
    }

    private static void rename(String from, String to) {
        try (HikariDataSource database = EmbeddedDatabases.open(records)) {
            EmbeddedDatabases.execute(database, "ALTER TABLE " + from + " RENAME TO " + to);
        }
    }

    @Test
    void seedingTwiceChangesNothing() throws Exception {
        startReady("emergency");
        String before = get("/v1/patients/3").body();
        assertThat(Seeder.seed(records)).isEqualTo(1000);
        assertThat(get("/v1/patients/3").body()).isEqualTo(before);
    }

    @Test
    void metricsContainRoutesAndNoPatientIds() throws Exception {
        startReady("full");
        get("/v1/patients/77");
        assertThat(get("/metrics").body())
                .contains("route=\"/v1/patients/{id}\",status=\"200\"")
                .doesNotContain("/77");
    }

    private static Iterable<String> fields(JsonNode node) {
        return node::fieldNames;
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
