package io.prontuario.crds.validation;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.AnnouncementsSpec;
import io.prontuario.crds.v1alpha1.DrillSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.FailoverSpec;
import io.prontuario.crds.v1alpha1.HealthSpec;
import io.prontuario.crds.v1alpha1.NamesSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Every duration is valid, and intervals and timeouts are longer than zero. */
final class DurationFormats implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        HealthSpec health = spec.health();
        positive("spec.health.interval", health.interval(), problems);
        positive("spec.health.timeout", health.timeout(), problems);
        FailoverSpec failover = spec.failover();
        readable("spec.failover.cloud.takeoverAfter", failover.cloud().takeoverAfter(), problems);
        readable("spec.failover.cloud.unreadyAfter", failover.cloud().unreadyAfter(), problems);
        readable("spec.failover.failback.stabilization", failover.failback().stabilization(), problems);
        positive("spec.failover.damping.window", failover.damping().window(), problems);
        for (int i = 0; i < spec.services().size(); i++) {
            ServiceSpec.Probes probes = spec.services().get(i).probes();
            positive(SpecLookup.servicePath(i) + ".probes.interval", probes.interval(), problems);
            positive(SpecLookup.servicePath(i) + ".probes.timeout", probes.timeout(), problems);
        }
        for (int i = 0; i < spec.drills().size(); i++) {
            positive("spec.drills[" + i + "].duration", spec.drills().get(i).duration(), problems);
            readable("spec.drills[" + i + "].hold", spec.drills().get(i).hold(), problems);
            DrillSpec.Budget budget = spec.drills().get(i).budget();
            if (budget != null) {
                readable("spec.drills[" + i + "].budget.rto", budget.rto(), problems);
                readable("spec.drills[" + i + "].budget.rpo", budget.rpo(), problems);
            }
        }
        NamesSpec names = spec.names();
        if (names != null && names.publicView() != null) {
            positive("spec.names.publicView.ttl", names.publicView().ttl(), problems);
        }
        if (names != null && names.onsiteView() != null) {
            positive("spec.names.onsiteView.ttl", names.onsiteView().ttl(), problems);
        }
        AnnouncementsSpec announcements = spec.announcements();
        for (int i = 0; announcements != null && i < announcements.webhooks().size(); i++) {
            String path = "spec.announcements.webhooks[" + i + "]";
            positive(path + ".timeout", announcements.webhooks().get(i).timeout(), problems);
            positive(path + ".giveUpAfter", announcements.webhooks().get(i).giveUpAfter(), problems);
        }
        PostgresSpec postgres = spec.postgres();
        if (postgres != null) {
            positive(
                    "spec.data.postgres.detection.interval",
                    postgres.detection().interval(),
                    problems);
            positive(
                    "spec.data.postgres.detection.timeout", postgres.detection().timeout(), problems);
            positive("spec.data.postgres.maxReplicaLag", postgres.maxReplicaLag(), problems);
        }
        EdgeSpec edge = spec.edge();
        if (edge != null) {
            positive("spec.edge.checks.interval", edge.checks().interval(), problems);
            positive("spec.edge.checks.fastInterval", edge.checks().fastInterval(), problems);
            positive("spec.edge.checks.timeout", edge.checks().timeout(), problems);
            positive("spec.edge.checks.connectTimeout", edge.checks().connectTimeout(), problems);
        }
    }

    private static void positive(String path, @Nullable String text, Problems problems) {
        Duration duration = readable(path, text, problems);
        if (duration != null && duration.isZero()) {
            problems.error(path, text + " is not longer than zero", "write a duration longer than 0s");
        }
    }

    private static @Nullable Duration readable(String path, @Nullable String text, Problems problems) {
        if (text == null) {
            return null;
        }
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            int remedyAt = message.indexOf("; ");
            problems.error(path, message.substring(0, remedyAt), message.substring(remedyAt + 2));
            return null;
        }
    }
}
