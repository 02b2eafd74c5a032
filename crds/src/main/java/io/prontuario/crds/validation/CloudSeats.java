package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;

/** No more seats are shared out than the emergency profile has. */
final class CloudSeats implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        CloudSpec cloud = spec.cloud();
        if (cloud != null && cloud.seats() != null && cloud.seats().total() > cloud.maxUsers()) {
            problems.error(
                    "spec.cloud.seats",
                    cloud.seats().total() + " seats by role are more than the " + cloud.maxUsers() + " of maxUsers",
                    "lower them, or raise maxUsers");
        }
    }
}
