package io.prontuario.crds.validation;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The damping window is longer than the stabilization; otherwise it never limits a flapping host. */
final class DampingWindow implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        String window = spec.failover().damping().window();
        String stabilization = spec.failover().failback().stabilization();
        Optional<Duration> damping = Durations.tryParse(window);
        Optional<Duration> failback = Durations.tryParse(stabilization);
        if (damping.isPresent() && failback.isPresent() && damping.get().compareTo(failback.get()) <= 0) {
            problems.warning(
                    "spec.failover.damping.window",
                    window + " is not longer than failback.stabilization " + stabilization
                            + "; role changes of a flapping host would not be limited",
                    "write a window several times as long as the stabilization");
        }
    }
}
