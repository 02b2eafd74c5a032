package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;

/** Patient data stays in Brazil. LGPD regulates transfer abroad; that nothing leaves is this platform's policy. */
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
                            + " is not in Brazil, where this platform's LGPD residency policy keeps patient data",
                    "set region: " + REGION + " (São Paulo)");
        }
        if (cloud.zone() != null && cloud.dnsName() == null) {
            problems.error("spec.cloud.zone", "there is no public name to put into it", "add dnsName, or remove zone");
        }
    }
}
