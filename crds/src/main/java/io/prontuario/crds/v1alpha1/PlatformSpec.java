package io.prontuario.crds.v1alpha1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the platform engineer wants. Lists are never null: an absent list reads as empty. */
public record PlatformSpec(
        List<HostSpec> hosts,
        @Nullable EdgeSpec edge,
        @Nullable CloudSpec cloud,
        List<ServiceSpec> services,
        List<ModelSpec> models,
        HealthSpec health,
        FailoverSpec failover,
        List<DrillSpec> drills,
        MonitoringSpec monitoring) {
    public PlatformSpec {
        hosts = Lists.orEmpty(hosts);
        services = Lists.orEmpty(services);
        models = Lists.orEmpty(models);
        drills = Lists.orEmpty(drills);
        health = health == null ? HealthSpec.defaults() : health;
        failover = failover == null ? FailoverSpec.defaults() : failover;
        monitoring = monitoring == null ? new MonitoringSpec(false, false) : monitoring;
    }
}
