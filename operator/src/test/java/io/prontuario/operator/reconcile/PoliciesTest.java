package io.prontuario.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    private static final PlatformSpec SPEC = PlatformYaml.read(
                    """
                    apiVersion: platform.prontuario.io/v1alpha1
                    kind: ProntuarioPlatform
                    metadata: {name: hospital, namespace: prontuario}
                    spec:
                      hosts:
                        - {name: w, role: Worker}
                        - {name: s, role: Secondary}
                        - {name: c, role: ControlPlane}
                        - {name: p, role: Primary}
                      failover:
                        mode: Manual
                        pause: {until: "2026-03-01T08:00:00Z", reason: maintenance}
                    """)
            .getSpec();

    @Test
    void primaryFirstThenSecondaryThenWorkersAndNoControlPlane() {
        assertThat(Policies.of(SPEC, OperatorRole.ONSITE).hosts())
                .containsExactly(new SiteName("p"), new SiteName("s"), new SiteName("w"));
    }

    @Test
    void defaultsAreTheRequiredOnes() {
        Policy policy = Policies.of(SPEC, OperatorRole.CLOUD);
        assertThat(policy.thresholds().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy.thresholds().failures()).isEqualTo(3);
        assertThat(policy.automation().failover()).isFalse();
        assertThat(policy.cloud()).isFalse();
        assertThat(policy.operatorRole()).isEqualTo(OperatorRole.CLOUD);
    }

    @Test
    void aPauseEndsAtItsTime() {
        Policy policy = Policies.of(SPEC, OperatorRole.ONSITE);
        Instant end = Instant.parse("2026-03-01T08:00:00Z");
        assertThat(Policies.paused(policy, end.minusMillis(1))).isTrue();
        assertThat(Policies.paused(policy, end)).isFalse();
    }

    @Test
    void aRequestGoesToTheDeciderOfItsKind() {
        PlatformSpec drain = requesting("Drain");
        assertThat(Policies.of(drain, OperatorRole.ONSITE).requests().drain())
                .contains(new DrainRequest(
                        "r1", PlannedChangeKind.SWITCHOVER, new SiteName("s"), Instant.parse("2026-03-01T08:00:00Z")));
        assertThat(Policies.write(drain).request()).isEmpty();

        PlatformSpec switchover = requesting("Switchover");
        assertThat(Policies.of(switchover, OperatorRole.ONSITE).requests().drain())
                .isEmpty();
        assertThat(Policies.write(switchover).request())
                .contains(new WritePolicy.Request(
                        "r1", PlannedChangeKind.SWITCHOVER, new SiteName("s"), Instant.parse("2026-03-01T08:00:00Z")));
        assertThat(Policies.write(switchover).cloudMayWrite()).isFalse();
        assertThat(Policies.write(SPEC).request()).isEmpty();
    }

    private static PlatformSpec requesting(String verb) {
        return PlatformYaml.read(
                        """
                        apiVersion: platform.prontuario.io/v1alpha1
                        kind: ProntuarioPlatform
                        metadata: {name: hospital, namespace: prontuario}
                        spec:
                          hosts: [{name: p, role: Primary}, {name: s, role: Secondary}]
                          failover: {request: {id: r1, verb: %s, host: s, until: "2026-03-01T05:00:00-03:00"}}
                        """
                                .formatted(verb))
                .getSpec();
    }
}
