package io.prontuario.crds.v1alpha1;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one side's operator reports. Written by one class only, the operator's status recorder. Instants are RFC 3339.
 *
 * @param observedGeneration the generation of the last spec that was accepted
 * @param specHash SHA-256 of the accepted spec, for comparison between the two sides
 * @param mode see {@link Mode}
 * @param paused whether automatic transitions are paused now
 * @param activeSite the site that serves now: a host's name or {@code cloud}
 * @param epoch strictly increases with every role change
 * @param sites every failure domain
 * @param transitions newest last, bounded
 */
public record PlatformStatus(
        @Nullable Long observedGeneration,
        @Nullable String specHash,
        @Nullable Mode mode,
        @Nullable Boolean paused,
        @Nullable String activeSite,
        @Nullable Long epoch,
        List<Site> sites,
        List<Transition> transitions,
        List<Condition> conditions) {
    public PlatformStatus {
        sites = Lists.orEmpty(sites);
        transitions = Lists.orEmpty(transitions);
        conditions = Lists.orEmpty(conditions);
    }

    public enum Mode {
        Full,
        Degraded,
        Emergency,
        Outage,
        Failback
    }

    public enum Health {
        Healthy,
        Unhealthy,
        Unknown
    }

    /** @param since start of the present health  @param failingSince first failed check of the present failure; survives operator restarts */
    public record Site(
            String name,
            Health health,
            @Nullable String since,
            @Nullable String failingSince,
            @Nullable String bootId,
            @Nullable Boolean admitted,
            @Nullable String reason) {}

    /** One change, with the time each phase was reached; a phase not reached yet is absent. */
    public record Transition(
            Mode from,
            Mode to,
            @Nullable String fromSite,
            @Nullable String toSite,
            Long epoch,
            String reason,
            @Nullable String detectedAt,
            String decidedAt,
            @Nullable String routedAt,
            @Nullable String servedAt) {}
}
