package io.prontuario.operator.status;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.PersistedState;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.rules.TransitionHistory;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps the decision core's state to status, its durable memory, and back. Times are kept to the millisecond. */
public final class StatusMapping {
    private StatusMapping() {}

    /** What the decision core continues from; empty when no operator has written this status. */
    public static Optional<PersistedState> remembered(@Nullable PlatformStatus status) {
        if (status == null || status.mode() == null) {
            return Optional.empty();
        }
        Map<SiteName, PersistedState.Site> sites = new HashMap<>();
        status.sites().forEach(site -> sites.put(new SiteName(site.name()), remembered(site)));
        return Optional.of(new PersistedState(
                mode(status.mode()),
                Optional.ofNullable(status.activeSite()).map(SiteName::new),
                status.epoch() == null ? 0 : status.epoch(),
                sites,
                status.transitions().stream().map(StatusMapping::remembered).toList(),
                HandledRequests.remembered(status.drain())));
    }

    static PlatformStatus.Mode mode(Mode mode) {
        return switch (mode) {
            case FULL -> PlatformStatus.Mode.Full;
            case DEGRADED -> PlatformStatus.Mode.Degraded;
            case EMERGENCY -> PlatformStatus.Mode.Emergency;
            case OUTAGE -> PlatformStatus.Mode.Outage;
            case FAILBACK -> PlatformStatus.Mode.Failback;
        };
    }

    /** Every site of the state, by name. */
    static List<PlatformStatus.Site> sites(State state) {
        PersistedState durable = PersistedState.of(state);
        return state.sites().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> {
                    PersistedState.Site site = durable.sites().get(entry.getKey());
                    State.SiteState seen = entry.getValue();
                    return new PlatformStatus.Site(
                            entry.getKey().value(),
                            health(seen.health()),
                            text(seen.since()),
                            seen.failingSince().map(StatusMapping::text).orElse(null),
                            seen.bootId().orElse(null),
                            site == null ? null : site.admitted().orElse(null),
                            seen.detail());
                })
                .toList();
    }

    static List<PlatformStatus.Transition> transitions(State state) {
        List<State.Transition> all = state.transitions();
        return all.subList(Math.max(0, all.size() - TransitionHistory.KEPT), all.size()).stream()
                .map(StatusMapping::transition)
                .toList();
    }

    static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static Mode mode(PlatformStatus.Mode mode) {
        return switch (mode) {
            case Full -> Mode.FULL;
            case Degraded -> Mode.DEGRADED;
            case Emergency -> Mode.EMERGENCY;
            case Outage -> Mode.OUTAGE;
            case Failback -> Mode.FAILBACK;
        };
    }

    private static PlatformStatus.Health health(Health health) {
        return switch (health) {
            case HEALTHY -> PlatformStatus.Health.Healthy;
            case UNHEALTHY -> PlatformStatus.Health.Unhealthy;
            case UNKNOWN -> PlatformStatus.Health.Unknown;
        };
    }

    private static Health health(PlatformStatus.Health health) {
        return switch (health) {
            case Healthy -> Health.HEALTHY;
            case Unhealthy -> Health.UNHEALTHY;
            case Unknown -> Health.UNKNOWN;
        };
    }

    private static PersistedState.Site remembered(PlatformStatus.Site site) {
        return new PersistedState.Site(
                health(site.health()),
                StatusTime.read(site.since()).orElse(Instant.EPOCH),
                StatusTime.read(site.failingSince()),
                Optional.ofNullable(site.bootId()),
                Optional.ofNullable(site.admitted()));
    }

    private static State.Transition remembered(PlatformStatus.Transition transition) {
        return new State.Transition(
                mode(transition.from()),
                mode(transition.to()),
                Optional.ofNullable(transition.fromSite()).map(SiteName::new),
                Optional.ofNullable(transition.toSite()).map(SiteName::new),
                transition.epoch(),
                transition.reason(),
                new State.TransitionTimes(
                        StatusTime.read(transition.detectedAt()),
                        StatusTime.read(transition.decidedAt()).orElse(Instant.EPOCH),
                        StatusTime.read(transition.routedAt()),
                        StatusTime.read(transition.servedAt())));
    }

    private static PlatformStatus.Transition transition(State.Transition transition) {
        return new PlatformStatus.Transition(
                mode(transition.from()),
                mode(transition.to()),
                transition.fromSite().map(SiteName::value).orElse(null),
                transition.toSite().map(SiteName::value).orElse(null),
                transition.epoch(),
                transition.reason(),
                transition.times().detectedAt().map(StatusMapping::text).orElse(null),
                text(transition.times().decidedAt()),
                transition.times().routedAt().map(StatusMapping::text).orElse(null),
                transition.times().servedAt().map(StatusMapping::text).orElse(null));
    }
}
