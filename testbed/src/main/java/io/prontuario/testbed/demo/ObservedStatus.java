package io.prontuario.testbed.demo;

import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Site;
import java.util.Optional;

/**
 * One status as the watch delivered it.
 *
 * @param nanos the client's clock at delivery
 * @param generation of the object's spec
 */
public record ObservedStatus(long nanos, long generation, PlatformStatus status) {
    Optional<Site> site(String name) {
        return status.sites().stream().filter(site -> site.name().equals(name)).findFirst();
    }

    boolean admitted(String name) {
        return site(name).map(site -> Boolean.TRUE.equals(site.admitted())).orElse(false);
    }

    /** Whether a condition has this status. */
    public boolean condition(String type, String value) {
        return status.conditions().stream().anyMatch(c -> type.equals(c.getType()) && value.equals(c.getStatus()));
    }
}
