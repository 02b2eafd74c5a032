package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;

/** Patient data stays in Brazil. The LGPD restricts transfers; residency is this platform's policy. */
final class CloudResidency implements Rule {
    private static final String REGION = "southamerica-east1";

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        CloudSpec cloud = spec.cloud();
        if (cloud == null) {
            return;
        }
        if (!cloud.region().equals(REGION)) {
            problems.error(
                    "spec.cloud.region",
                    cloud.region()
                            + " is not in Brazil; this platform's LGPD residency policy keeps patient data in Brazil",
                    "set region: " + REGION + " (São Paulo)");
        }
        if (cloud.zone() != null && cloud.dnsName() == null) {
            problems.error("spec.cloud.zone", "requires dnsName, which is not set", "add dnsName, or remove zone");
        }
    }
}
