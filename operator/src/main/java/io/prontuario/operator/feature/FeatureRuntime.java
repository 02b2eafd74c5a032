package io.prontuario.operator.feature;

import java.util.function.BooleanSupplier;

/**
 * What every feature of one platform is given.
 *
 * @param log the platform, for log lines
 * @param leads whether this process leads now
 * @param requestPass asks for a pass over the platform; returns at once
 */
public record FeatureRuntime(PlatformLog log, BooleanSupplier leads, Runnable requestPass) {
    /** A task whose log lines name the platform; it runs from its first {@link PeriodicTask#every} on. */
    public PeriodicTask task(String name, Runnable work) {
        return new PeriodicTask(name, log.threads(name), work);
    }
}
