package io.prontuario.crds.validation;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DetectionSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec.Probes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The timeout of a check is shorter than its interval. */
final class CheckTimings implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        String interval = spec.health().interval();
        String timeout = spec.health().timeout();
        shorter("spec.health.timeout", timeout, interval, problems);
        for (int i = 0; i < spec.services().size(); i++) {
            Probes probes = spec.services().get(i).probes();
            if (probes.interval() != null || probes.timeout() != null) {
                // Values that the service does not set come from spec.health.
                shorter(
                        SpecLookup.servicePath(i) + ".probes.timeout",
                        orElse(probes.timeout(), timeout),
                        orElse(probes.interval(), interval),
                        problems);
            }
        }
        if (spec.postgres() != null) {
            DetectionSpec detection = spec.postgres().detection();
            shorter("spec.data.postgres.detection.timeout", detection.timeout(), detection.interval(), problems);
        }
        EdgeSpec edge = spec.edge();
        if (edge != null) {
            EdgeSpec.RouteChecks checks = edge.checks();
            shorter("spec.edge.checks.timeout", checks.timeout(), checks.interval(), problems);
            fastEnough(checks, problems);
        }
    }

    private static void shorter(String path, String timeout, String interval, Problems problems) {
        Optional<Duration> limit = Durations.tryParse(timeout);
        Optional<Duration> period = Durations.tryParse(interval);
        if (limit.isPresent() && period.isPresent() && limit.get().compareTo(period.get()) >= 0) {
            problems.error(
                    path,
                    "timeout " + timeout + " is not shorter than interval " + interval + "; checks would overlap",
                    "lower timeout or raise interval");
        }
    }

    private static void fastEnough(EdgeSpec.RouteChecks checks, Problems problems) {
        Optional<Duration> fast = Durations.tryParse(checks.fastInterval());
        Optional<Duration> normal = Durations.tryParse(checks.interval());
        if (fast.isPresent() && normal.isPresent() && fast.get().compareTo(normal.get()) > 0) {
            problems.error(
                    "spec.edge.checks.fastInterval",
                    "fastInterval " + checks.fastInterval() + " is longer than interval " + checks.interval(),
                    "lower fastInterval or raise interval");
        }
    }

    private static String orElse(@Nullable String own, String inherited) {
        return own == null ? inherited : own;
    }
}
