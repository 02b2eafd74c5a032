package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;

/** The sum of seats is at most {@code maxUsers}. */
final class CloudSeats implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        CloudSpec cloud = spec.cloud();
        if (cloud != null && cloud.seats() != null && cloud.seats().total() > cloud.maxUsers()) {
            problems.error(
                    "spec.cloud.seats",
                    "the sum of seats, " + cloud.seats().total() + ", is more than maxUsers, " + cloud.maxUsers(),
                    "lower the seats, or raise maxUsers");
        }
    }
}
