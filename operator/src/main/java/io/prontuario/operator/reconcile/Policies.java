package io.prontuario.operator.reconcile;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.FailoverSpec;
import io.prontuario.crds.v1alpha1.FailoverSpec.Request.Verb;
import io.prontuario.crds.v1alpha1.HealthSpec;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a spec that the decision core uses, in its terms. Pure. */
public final class Policies {
    private Policies() {}

    /** @throws IllegalArgumentException when a duration cannot be parsed; an accepted spec has none */
    public static Policy of(PlatformSpec spec, OperatorRole operatorRole) {
        HealthSpec health = spec.health();
        FailoverSpec failover = spec.failover();
        return new Policy(
                operatorRole,
                hosts(spec),
                spec.cloud() != null,
                new Policy.Thresholds(
                        Durations.parse(health.interval()), health.failureThreshold(), health.successThreshold()),
                new Policy.Windows(
                        Durations.parse(failover.cloud().takeoverAfter()),
                        Durations.parse(failover.cloud().unreadyAfter()),
                        Durations.parse(failover.failback().stabilization())),
                new Policy.Automation(
                        failover.mode() == FailoverSpec.Policy.Automatic,
                        failover.failback().mode() == FailoverSpec.Policy.Automatic),
                new Policy.RateLimit(
                        failover.damping().maxRoleChanges(),
                        Durations.parse(failover.damping().window())),
                new Policy.Requests(pause(failover.pause()), drain(failover.request())));
    }

    /** Whether automatic transitions are paused at this time. */
    public static boolean paused(Policy policy, Instant now) {
        return policy.requests()
                .pause()
                .map(pause -> now.isBefore(pause.until()))
                .orElse(false);
    }

    /** Primary, secondary, then workers in the spec's order. */
    private static List<SiteName> hosts(PlatformSpec spec) {
        return spec.hosts().stream()
                .filter(HostSpec::serves)
                .sorted(Comparator.comparingInt(Policies::preference))
                .map(host -> new SiteName(host.name()))
                .toList();
    }

    private static int preference(HostSpec host) {
        return switch (host.role()) {
            case Primary -> 0;
            case Secondary -> 1;
            case Worker -> 2;
            case ControlPlane -> 3;
        };
    }

    private static Optional<Policy.Pause> pause(FailoverSpec.@Nullable Pause pause) {
        try {
            return pause == null
                    ? Optional.empty()
                    : Optional.of(new Policy.Pause(Instant.parse(pause.until()), String.valueOf(pause.reason())));
        } catch (DateTimeParseException refusedByTheValidator) {
            return Optional.empty();
        }
    }

    /** The part of a spec that decides who may write the record. No database in the cloud is promoted. */
    public static WritePolicy write(PlatformSpec spec) {
        PostgresSpec postgres = spec.data() == null ? null : spec.data().postgres();
        return new WritePolicy(
                false,
                postgres != null && postgres.witness() != null,
                request(spec.failover().request(), Verb.Switchover)
                        .map(request -> new WritePolicy.Request(
                                request.id(),
                                PlannedChangeKind.SWITCHOVER,
                                new SiteName(request.host()),
                                until(request))));
    }

    private static Optional<DrainRequest> drain(FailoverSpec.@Nullable Request request) {
        return request(request, Verb.Drain)
                .map(drain -> new DrainRequest(
                        drain.id(), PlannedChangeKind.SWITCHOVER, new SiteName(drain.host()), until(drain)));
    }

    private static Optional<FailoverSpec.Request> request(FailoverSpec.@Nullable Request request, Verb verb) {
        return Optional.ofNullable(request).filter(asked -> asked.verb() == verb);
    }

    /** A time that cannot be read is in the past: the validator refuses it. */
    private static Instant until(FailoverSpec.Request request) {
        try {
            return OffsetDateTime.parse(request.until()).toInstant();
        } catch (DateTimeException refusedByTheValidator) {
            return Instant.EPOCH;
        }
    }
}
