package io.prontuario.operator.drill;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.util.List;

/** Objects for tests of the drill calendar. */
final class CalendarObjects {
    private CalendarObjects() {}

    static FailoverDrill drill(String name, String scheduled, String status) {
        return drill(name, scheduled, status, "PrimaryDies");
    }

    static FailoverDrill drill(String name, String scheduled, String status, String scenario) {
        return Serialization.unmarshal(
                """
                metadata:
                  name: %s
                  labels: {platform.prontuario.io/calendar-entry: weekly}
                  annotations: {platform.prontuario.io/scheduled-at: "%s"}
                spec: {platform: hospital, scenario: %s, driver: Workload, deadline: "2026-03-08T06:30:00Z"}
                status: %s
                """
                        .formatted(name, scheduled, scenario, status),
                FailoverDrill.class);
    }

    static PlatformSpec spec(String scenario, String more) {
        return spec(scenario, more, "0s");
    }

    static PlatformSpec spec(String scenario, String more, String rpo) {
        return PlatformYaml.read(
                        """
                        apiVersion: platform.prontuario.io/v1alpha1
                        kind: ProntuarioPlatform
                        metadata: {name: hospital}
                        spec:
                          hosts: [{name: a, role: Primary}, {name: b, role: Secondary}]
                          cloud: {address: 10.0.0.1}
                          drills:
                            - {name: weekly, schedule: 0 6 * * 0, scenario: %s, budget: {rto: 30s, rpo: %s}, %s}
                        """
                                .formatted(scenario, rpo, more))
                .getSpec();
    }

    static PlatformStatus full() {
        return status("", "");
    }

    /** @param bad the condition that is False */
    static PlatformStatus status(String change, String bad) {
        StringBuilder yaml =
                new StringBuilder(change.startsWith("mode") ? change + "\n" : "mode: Full\n" + change + "\n");
        yaml.append("conditions:\n");
        for (String type : List.of("Ready", "CloudStandbyReady", "WriterSafe", "FailoverAllowed")) {
            yaml.append("  - {type: %s, status: '%s', reason: R, message: m}\n"
                    .formatted(type, type.equals(bad) ? "False" : "True"));
        }
        return Serialization.unmarshal(yaml.toString(), PlatformStatus.class);
    }

    static PlatformStatus served(String decided, String served) {
        return Serialization.unmarshal(
                """
                mode: Degraded
                transitions:
                  - {from: Full, to: Degraded, epoch: 2, reason: HostFailed, decidedAt: "%s", servedAt: "%s"}
                """
                        .formatted(decided, served),
                PlatformStatus.class);
    }
}
