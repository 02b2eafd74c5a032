package io.prontuario.pulumi.gcp.policypack;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.pulumi.gcp.policypack.policies.DeletionProtection;
import io.prontuario.pulumi.gcp.policypack.policies.KeyRotation;
import io.prontuario.pulumi.gcp.policypack.policies.NoPublicAddresses;
import io.prontuario.pulumi.gcp.policypack.policies.Residency;
import io.prontuario.pulumi.gcp.policypack.policies.Retention;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values on both sides of the limits of policies. */
class PoliciesTest {
    private static PolicyResource resource(
            String type, Map<String, Object> properties, boolean protect, boolean production) {
        return new PolicyResource("urn", type, "x", properties, protect, production);
    }

    private static List<String> residency(Map<String, Object> properties) {
        return new Residency().violations(resource("gcp:compute/disk:Disk", properties, true, true));
    }

    @Test
    void placesAreFoundHoweverDeep() {
        assertThat(residency(Map.of("a", List.of(Map.of("b", Map.of("zone", "us-east1-b"))))))
                .hasSize(1);
        assertThat(residency(Map.of("a", List.of(Map.of("b", Map.of("zone", "southamerica-east1-b"))))))
                .isEmpty();
        assertThat(residency(Map.of("regions", List.of("southamerica-east1", "southamerica-west1"))))
                .hasSize(1);
        assertThat(residency(Map.of("kms", "projects/p/locations/us/keyRings/r")))
                .hasSize(1);
        assertThat(residency(Map.of("location", "global"))).isEmpty();
    }

    @Test
    void aPlaceThatAPreviewCannotKnowIsLeftAlone() {
        assertThat(residency(Map.of("location", "04da6b54-80e4-46f7-96ec-b56ff0331ba9")))
                .isEmpty();
    }

    @Test
    void keysRotateWithinAYear() {
        KeyRotation policy = new KeyRotation();
        String type = "gcp:kms/cryptoKey:CryptoKey";
        assertThat(policy.violations(resource(type, Map.of("rotationPeriod", "31536000s"), true, true)))
                .isEmpty();
        assertThat(policy.violations(resource(type, Map.of("rotationPeriod", "31536001s"), true, true)))
                .hasSize(1);
        assertThat(policy.violations(resource(
                        type, Map.of("rotationPeriod", "7776000s", "destroyScheduledDuration", "604799s"), true, true)))
                .hasSize(1);
    }

    @Test
    void protectionIsAskedOfProductionOnly() {
        DeletionProtection policy = new DeletionProtection();
        assertThat(policy.violations(resource("gcp:kms/keyRing:KeyRing", Map.of(), false, true)))
                .hasSize(1);
        assertThat(policy.violations(resource("gcp:kms/keyRing:KeyRing", Map.of(), false, false)))
                .isEmpty();
        assertThat(policy.violations(resource("gcp:kms/keyRing:KeyRing", Map.of(), true, true)))
                .isEmpty();
    }

    @Test
    void auditLogsAreKeptForAYearInProduction() {
        Retention policy = new Retention();
        String type = "gcp:logging/projectBucketConfig:ProjectBucketConfig";
        assertThat(policy.violations(resource(type, Map.of("retentionDays", 365.0), true, true)))
                .isEmpty();
        assertThat(policy.violations(resource(type, Map.of("retentionDays", 364.0), true, true)))
                .hasSize(1);
        assertThat(policy.violations(resource(type, Map.of("retentionDays", 30.0), true, false)))
                .isEmpty();
    }

    @Test
    void aFirewallMayDenyEveryoneButNotAllowThem() {
        NoPublicAddresses policy = new NoPublicAddresses();
        String type = "gcp:compute/firewall:Firewall";
        Object everyone = List.of("0.0.0.0/0");
        assertThat(policy.violations(
                        resource(type, Map.of("sourceRanges", everyone, "denies", List.of(Map.of())), true, true)))
                .isEmpty();
        assertThat(policy.violations(
                        resource(type, Map.of("sourceRanges", everyone, "allows", List.of(Map.of())), true, true)))
                .hasSize(1);
    }
}
