package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditAndRolesIT extends SecuredApiTestBase {

    @ParameterizedTest
    @CsvSource({
        "clinician, /v1/patients/5, 200", "service, /v1/patients/5, 200", "nurse, /v1/patients/5, 403",
        "reception, /v1/patients/5, 403", "auditor, /v1/patients/5, 403", "clinician, /v1/patients, 200",
        "nurse, /v1/patients, 403", "reception, /v1/encounters?patientId=5, 200", "auditor, /v1/audit, 200",
        "clinician, /v1/audit, 403", "auditor, /v1/encounters?patientId=5, 403",
                "clinician, /v1/patients/5/emergency, 200",
    })
    void rolesDetermineAccess(String role, String path, int status) throws Exception {
        start("full");
        assertThat(status(path, token(role))).isEqualTo(status);
    }

    @Test
    void aNurseAccessesPatientsWithAnOpenEncounterAndOthersByBreakGlass() throws Exception {
        start("full");
        String nurse = token("nurse");
        String reception = token("reception");
        assertThat(status("/v1/patients/21", nurse)).isEqualTo(403);
        HttpResponse<String> opened = send(
                "POST",
                "/v1/encounters",
                reception,
                "{\"patientId\":21,\"kind\":\"emergency\",\"reason\":\"fell\"}",
                "Idempotency-Key",
                "encounter-21");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        assertThat(status("/v1/patients/21", nurse)).isEqualTo(200);
        String id = json(opened).path("id").asText();
        assertThat(json(get("/v1/encounters?patientId=21", nurse))
                        .at("/encounters/0/id")
                        .asText())
                .isEqualTo(id);
        assertThat(send(
                                "POST",
                                "/v1/encounters/" + id + "/close",
                                reception,
                                "",
                                "Idempotency-Key",
                                "encounter-21-close")
                        .statusCode())
                .isEqualTo(200);
        assertThat(status("/v1/patients/21", nurse)).isEqualTo(403);

        assertThat(send(
                                "POST",
                                "/v1/patients/21/break-glass",
                                nurse,
                                "{\"reason\":\"short\"}",
                                "Idempotency-Key",
                                "roles-short")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(
                                "POST",
                                "/v1/patients/21/break-glass",
                                nurse,
                                "{\"reason\":\"found unconscious in ward 3\"}",
                                "Idempotency-Key",
                                "roles-nurse")
                        .statusCode())
                .isEqualTo(201);
        assertThat(status("/v1/patients/21", nurse)).isEqualTo(200);
        assertThat(status("/v1/patients/22", nurse)).as("one patient only").isEqualTo(403);
        assertThat(send(
                                "POST",
                                "/v1/patients/21/break-glass",
                                reception,
                                "{\"reason\":\"curiosity, really\"}",
                                "Idempotency-Key",
                                "roles-reception")
                        .statusCode())
                .isEqualTo(403);
        List<String> trail = EmbeddedDatabases.rows(
                database, "SELECT username, action, allowed, detail FROM audit WHERE patient_id = 21 ORDER BY seq");
        assertThat(trail)
                .containsSubsequence(
                        "nurse|GET /v1/patients/{id}|f|",
                        "reception|POST /v1/encounters|t|",
                        "nurse|GET /v1/patients/{id}|t|",
                        "nurse|POST /v1/patients/{id}/break-glass|t|found unconscious in ward 3",
                        "nurse|GET /v1/patients/{id}|t|break-glass");
        // the grant expires
        EmbeddedDatabases.execute(database, "ALTER TABLE break_glass DISABLE TRIGGER ALL");
        EmbeddedDatabases.execute(database, "UPDATE break_glass SET expires_at = now()");
        EmbeddedDatabases.execute(database, "ALTER TABLE break_glass ENABLE TRIGGER ALL");
        assertThat(status("/v1/patients/21", nurse)).isEqualTo(403);
    }

    @Test
    void theEmergencyViewContainsItsAgeInBothProfiles() throws Exception {
        start("full");
        assertThat(json(get("/v1/patients/9/emergency", token("clinician")))
                        .path("ageSeconds")
                        .asLong())
                .isZero();
        EmbeddedDatabases.execute(cloudDatabase, "UPDATE projection_state SET as_of = now() - interval '90 seconds'");
        start("emergency");
        HttpResponse<String> answer = get("/v1/patients/9/emergency", token("clinician"));
        assertThat(json(answer).path("ageSeconds").asLong()).isBetween(90L, 120L);
        assertThat(json(answer).has("medications")).isFalse();
    }

    @Test
    void deniesAccessIfTheAuditCannotBeWritten() throws Exception {
        start("full");
        String token = token("clinician");
        EmbeddedDatabases.execute(database, "ALTER TABLE audit RENAME TO audit_away");
        try {
            HttpResponse<String> answer = get("/v1/patients/5", token);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).doesNotContain("mrn");
        } finally {
            EmbeddedDatabases.execute(database, "ALTER TABLE audit_away RENAME TO audit");
        }
        assertThat(status("/v1/patients/5", token)).isEqualTo(200);
    }
}
