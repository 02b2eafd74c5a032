package io.prontuario.pulumi.testing.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The inputs that the double's check refuses: by the SDK's schema and by the provider's rules. */
class InputCheckTest {
    private ProviderClient google;

    @BeforeEach
    void open() throws Exception {
        google = new ProviderClient();
    }

    @AfterEach
    void close() {
        google.close();
    }

    @Test
    void unknownTypesNamesAndMissingOnes() {
        assertThat(google.check("gcp:compute/teapot:Teapot", Map.of()))
                .containsExactly(": unknown resource type gcp:compute/teapot:Teapot");
        assertThat(google.check(GoogleApiErrors.BUCKET, Map.of("name", "abc", "location", "US", "colour", "red")))
                .containsExactly("colour: there is no such property");
        assertThat(google.check(GoogleApiErrors.BUCKET, Map.of("name", "abc")))
                .containsExactly("location: is required");
    }

    @Test
    void wrongTypesHoweverDeep() {
        assertThat(google.check(GoogleApiErrors.BUCKET, Map.of("name", "abc", "location", "US", "forceDestroy", "yes")))
                .containsExactly("forceDestroy: is yes, but must be true or false");
        assertThat(google.check(
                        GoogleApiErrors.BUCKET,
                        Map.of(
                                "name",
                                "abc",
                                "location",
                                "US",
                                "lifecycleRules",
                                List.of(Map.of("action", Map.of("type", "Delete"), "condition", Map.of("age", 1.5))))))
                .containsExactly("lifecycleRules[0].condition.age: is 1.5, but must be a whole number");
    }

    @Test
    void badEnumsFormatsLengthsRangesAndConflicts() {
        assertThat(google.check(
                        GoogleApiErrors.BUCKET, Map.of("name", "abc", "location", "US", "storageClass", "FROZEN")))
                .singleElement()
                .asString()
                .startsWith("storageClass: expected one of");
        assertThat(google.check(GoogleApiErrors.NETWORK, Map.of("name", "a".repeat(63))))
                .isEmpty();
        assertThat(google.check(GoogleApiErrors.NETWORK, Map.of("name", "a".repeat(64))))
                .hasSize(1);
        assertThat(google.check(GoogleApiErrors.NETWORK, Map.of("name", "Vpc"))).hasSize(1);
        assertThat(google.check("gcp:serviceAccount/account:Account", Map.of("accountId", "a".repeat(30))))
                .isEmpty();
        assertThat(google.check("gcp:serviceAccount/account:Account", Map.of("accountId", "a".repeat(31))))
                .hasSize(1);
        assertThat(google.check(
                        GoogleApiErrors.CLUSTER, Map.of("enableAutopilot", true, "removeDefaultNodePool", true)))
                .containsExactly(
                        "removeDefaultNodePool: \"removeDefaultNodePool\": conflicts with enableAutopilot=true");
        assertThat(google.check(
                        "gcp:compute/firewall:Firewall",
                        Map.of(
                                "network",
                                "n",
                                "allows",
                                List.of(Map.of("protocol", "tcp")),
                                "denies",
                                List.of(Map.of("protocol", "tcp")))))
                .containsExactly("allows: \"allows\": conflicts with denies");
        assertThat(google.check("gcp:monitoring/slo:Slo", Map.of("service", "s", "goal", 1.0)))
                .hasSize(1);
    }

    /** The real provider 7.0.0 requires 4 to 32 characters. */
    @Test
    void idsOfIdentityProvidersHaveFourToThirtyTwoCharacters() {
        String token = "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider";
        for (String id : List.of("cici", "c".repeat(32))) {
            assertThat(google.check(token, identityProvider(id))).as(id).isEmpty();
        }
        for (String id : List.of("ci", "cic", "c".repeat(33))) {
            assertThat(google.check(token, identityProvider(id)))
                    .containsExactly(
                            "workloadIdentityPoolProviderId: expected length in the range (4 - 32), got " + id);
        }
        assertThat(google.check(token, identityProvider("gcp-ci"))).hasSize(1);
    }

    private static Map<String, Object> identityProvider(String id) {
        return Map.of("workloadIdentityPoolId", "pool", "workloadIdentityPoolProviderId", id);
    }

    @Test
    void theTableOfRulesIsRead() {
        assertThat(GoogleRules.load().size()).isGreaterThan(150);
    }
}
