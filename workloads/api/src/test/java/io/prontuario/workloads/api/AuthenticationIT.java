package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.testing.Await;
import io.prontuario.workloads.api.access.AccessOptions;
import io.prontuario.workloads.api.access.Role;
import io.prontuario.workloads.api.access.Users;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthenticationIT extends SecuredApiTestBase {

    @Test
    void rejectsRequestsWithoutAValidToken() throws Exception {
        start("full");
        for (String token : new String[] {"", "x", "a.b.c", token("clinician") + "x"}) {
            HttpResponse<String> answer = get("/v1/patients/1", token);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(problem(answer)).isEqualTo("unauthenticated");
        }
        assertThat(status("/v1/patients/1", token("clinician"))).isEqualTo(200);
    }

    @Test
    void aWrongPasswordAndAnUnknownUserGetTheSameResponse() throws Exception {
        start("full");
        HttpResponse<String> wrong = login("service", "wrong password");
        HttpResponse<String> unknown = login("nobody.here", "wrong password");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body());
        assertThat(login("BAD NAME", "x").statusCode()).isEqualTo(400);
    }

    @Test
    void theFifthFailureInARowLocksTheUserNameAndASuccessResetsTheCount() throws Exception {
        start("full");
        new Users(RecordSources.single(database)).put("rosa", Role.NURSE, PASSWORD);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < Users.MAX_FAILURES - 1; i++) {
                assertThat(login("rosa", "wrong password").statusCode()).isEqualTo(401);
            }
            assertThat(login("rosa", PASSWORD).statusCode())
                    .as("four failures do not lock")
                    .isEqualTo(200);
        }
        for (int i = 0; i < Users.MAX_FAILURES; i++) {
            assertThat(login("rosa", "wrong password").statusCode()).isEqualTo(401);
        }
        HttpResponse<String> locked = login("rosa", PASSWORD);
        assertThat(locked.statusCode())
                .as("locked even with the correct password")
                .isEqualTo(429);
        assertThat(problem(locked)).isEqualTo("locked");
        EmbeddedDatabases.execute(database, "UPDATE login_failures SET locked_until = now() - interval '1 second'");
        assertThat(login("rosa", "wrong password").statusCode())
                .as("the count restarts after the lock")
                .isEqualTo(401);
        assertThat(login("rosa", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void keysRotateWithoutInvalidatingTokens() throws Exception {
        start("full", "AUTH_KEYS", OLD_KEY);
        String before = token("clinician");
        start("full", "AUTH_KEYS", NEW_KEY + "," + OLD_KEY);
        assertThat(status("/v1/patients/1", before)).isEqualTo(200);
        String after = token("clinician");
        start("full", "AUTH_KEYS", NEW_KEY);
        assertThat(status("/v1/patients/1", before)).as("its key was removed").isEqualTo(401);
        assertThat(status("/v1/patients/1", after)).isEqualTo(200);
    }

    @Test
    void logoutRevokesTheToken() throws Exception {
        start("full");
        String token = token("clinician");
        assertThat(json(send("POST", "/v1/auth/logout", token, ""))
                        .path("ended")
                        .asBoolean())
                .isTrue();
        assertThat(status("/v1/patients/1", token)).isEqualTo(401);
        assertThat(status("/v1/patients/1", token("clinician"))).isEqualTo(200);
    }

    @Test
    void aTokenEndsWithinSecondsWhenItsUserIsDisabledOrChanged() throws Exception {
        start("full");
        Users users = new Users(RecordSources.single(database));
        users.put("rosa", Role.NURSE, PASSWORD);
        String token = token("rosa");
        assertThat(status("/v1/encounters", token)).isNotEqualTo(401);
        EmbeddedDatabases.execute(database, "UPDATE users SET disabled = true WHERE username = 'rosa'");
        awaitEnd(token);

        users.put("rosa", Role.NURSE, PASSWORD);
        String again = token("rosa");
        users.put("rosa", Role.NURSE, PASSWORD + "2");
        awaitEnd(again);

        users.put("rosa", Role.NURSE, PASSWORD);
        String nurse = token("rosa");
        EmbeddedDatabases.execute(database, "UPDATE users SET role = 'reception' WHERE username = 'rosa'");
        awaitEnd(nurse);
        assertThat(status("/v1/encounters", token("rosa")))
                .as("logged in again")
                .isNotEqualTo(401);
    }

    /** The bar is 5 s. */
    private void awaitEnd(String token) {
        Await.until("the token has ended", Duration.ofSeconds(5), () -> status("/v1/encounters", token) == 401);
    }

    @Test
    void limitsTheRateOfAUsersRequestsAndLogins() throws Exception {
        start("full", "RATE_LIMIT_PER_MINUTE", "3");
        String token = token("clinician");
        for (int i = 0; i < 3; i++) {
            assertThat(status("/v1/patients/1", token)).isEqualTo(200);
        }
        assertThat(problem(get("/v1/patients/1", token))).isEqualTo("busy");
        assertThat(status("/v1/patients/1", token("service")))
                .as("other users are not limited")
                .isEqualTo(200);
        start("full", "LOGIN_LIMIT_PER_MINUTE", "2");
        token("clinician");
        token("clinician");
        assertThat(login("clinician", PASSWORD).statusCode()).isEqualTo(429);
    }

    @Test
    void seatsOfTheEmergencyServiceAreLimitedByRoleAndReleasedOnLogout() throws Exception {
        try (HikariDataSource users = EmbeddedDatabases.open(cloud)) {
            new Users(RecordSources.single(users)).put("second", Role.CLINICIAN, PASSWORD);
        }
        start("emergency", "EMERGENCY_SEATS", "clinician:1,service:1");
        String first = token("clinician");
        assertThat(json(get("/v1/patients/1", first)).path("reduced").asBoolean())
                .isTrue();
        HttpResponse<String> refused = login("second", PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(problem(refused)).isEqualTo("no-seat");
        assertThat(json(refused).path("available").toString()).contains("POST /v1/alerts");
        assertThat(status("/v1/patients/1", token("service")))
                .as("another role's seats")
                .isEqualTo(200);
        assertThat(login("nurse", PASSWORD).statusCode())
                .as("the role has no seats")
                .isEqualTo(503);
        assertThat(login("clinician", PASSWORD).statusCode())
                .as("renews its seat")
                .isEqualTo(200);
        assertThat(send("POST", "/v1/auth/logout", first, "").statusCode()).isEqualTo(200);
        assertThat(status("/v1/patients/1", token("second"))).isEqualTo(200);
    }

    @Test
    void aTokenIssuedOnSiteTakesASeatInTheCloud() throws Exception {
        start("full");
        String token = token("clinician");
        start("emergency", "EMERGENCY_SEATS", "clinician:0,nurse:1");
        assertThat(problem(get("/v1/patients/1", token))).isEqualTo("no-seat");
        EmbeddedDatabases.execute(cloudDatabase, "DELETE FROM seats");
        start("emergency");
        assertThat(status("/v1/patients/1", token)).isEqualTo(200);
    }

    @Test
    void rejectsInsecureSettings() {
        assertRejected(Map.of(), "AUTH_KEYS");
        assertRejected(Map.of("AUTH", "off"), "AUTH");
        assertRejected(Map.of("AUTH", "disabled", "AUTH_KEYS", NEW_KEY), "AUTH");
        assertRejected(Map.of("AUTH_KEYS", "short:c2hvcnQ="), "AUTH_KEYS");
        assertRejected(Map.of("AUTH_KEYS", NEW_KEY + "," + NEW_KEY), "AUTH_KEYS");
        assertRejected(Map.of("AUTH_KEYS", NEW_KEY, "EMERGENCY_SEATS", "doctor:5"), "EMERGENCY_SEATS");
        assertThat(AccessOptions.from(Settings.of(Map.of("AUTH", "disabled"))))
                .isInstanceOf(AccessOptions.Disabled.class);
    }

    private static void assertRejected(Map<String, String> settings, String named) {
        assertThatThrownBy(() -> AccessOptions.from(Settings.of(settings)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(named)
                .message()
                .doesNotContain("c2hvcnQ");
    }
}
