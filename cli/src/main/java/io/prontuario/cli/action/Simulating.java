package io.prontuario.cli.action;

import io.prontuario.continuity.decide.PhasedDecider;
import io.prontuario.continuity.model.Vantage;
import io.prontuario.continuity.simulate.Loss;
import io.prontuario.continuity.simulate.Report;
import io.prontuario.continuity.simulate.Scenario;
import io.prontuario.continuity.simulate.Settings;
import io.prontuario.continuity.simulate.Simulation;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.reconcile.Policies;
import java.util.function.IntConsumer;

/** Runs the operator's own decider on a platform's numbers in virtual time. */
public final class Simulating {
    /** One schedule: a failure, its end and what follows, with the document's windows. */
    public static final long SCHEDULE_MILLIS = 600_000;

    private Simulating() {}

    /** @throws IllegalArgumentException naming the field or option that cannot be simulated */
    public static Report of(
            PlatformSpec spec, Scenario scenario, int schedules, long seed, Loss loss, IntConsumer progress) {
        long timeout = Durations.parse(spec.health().timeout()).toMillis();
        Settings settings =
                Settings.of(Policies.of(spec, Vantage.ONSITE), timeout).withLoss(loss);
        if (spec.edge() != null) {
            settings = settings.withRoutes(routes(spec.edge().checks()));
        }
        return new Simulation(settings, new PhasedDecider()).run(scenario, schedules, seed, SCHEDULE_MILLIS, progress);
    }

    private static Settings.RouteChecks routes(EdgeSpec.RouteChecks checks) {
        return new Settings.RouteChecks(
                Durations.parse(checks.interval()).toMillis(),
                Durations.parse(checks.fastInterval()).toMillis(),
                Durations.parse(checks.timeout()).toMillis(),
                checks.fall(),
                checks.rise());
    }

    /** {@code 2%} or {@code 0.02}. */
    public static double share(String text) {
        try {
            return text.endsWith("%")
                    ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                    : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("loss: \"" + text + "\" is not a share; write 2% or 0.02", e);
        }
    }
}
