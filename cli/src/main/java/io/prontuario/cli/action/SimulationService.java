package io.prontuario.cli.action;

import io.prontuario.continuity.model.Detection;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DetectionSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.operator.reconcile.Policies;
import io.prontuario.simulator.Deciders;
import io.prontuario.simulator.Delay;
import io.prontuario.simulator.Loss;
import io.prontuario.simulator.Rates;
import io.prontuario.simulator.Report;
import io.prontuario.simulator.Scenario;
import io.prontuario.simulator.Settings;
import io.prontuario.simulator.Simulation;
import java.util.function.IntConsumer;

/** Runs the operator's own decider with a platform's thresholds in virtual time. */
public final class SimulationService {
    /** One schedule: a failure, its end and what follows, with the default windows. */
    public static final long SCHEDULE_MILLIS = 600_000;

    private static final long DAY_MILLIS = 86_400_000;
    /** A life is cut into parts of at most this many days, which run side by side. */
    private static final int PART_DAYS = 30;

    private SimulationService() {}

    /** What to run. @param millis length of one schedule  @param seed of the first schedule */
    public record Plan(Scenario scenario, int schedules, long millis, long seed, Rates rates) {
        /** A number of schedules of ten minutes. */
        public static Plan schedules(Scenario scenario, int schedules, long seed, Rates rates) {
            if (scenario == Scenario.LIFE) {
                throw new IllegalArgumentException(
                        "schedules: \"life\" is measured in days; write --days in place of --schedules");
            }
            return new Plan(scenario, schedules, SCHEDULE_MILLIS, seed, rates);
        }

        /** A number of days: of a life in parts, of any other scenario in schedules of ten minutes. */
        public static Plan days(Scenario scenario, int days, long seed, Rates rates) {
            if (days < 1 || days > 36_500) {
                throw new IllegalArgumentException("days: " + days + " is not possible; write 1 to 36500");
            }
            if (scenario != Scenario.LIFE) {
                return schedules(scenario, Math.toIntExact(days * (DAY_MILLIS / SCHEDULE_MILLIS)), seed, rates);
            }
            int parts = (days + PART_DAYS - 1) / PART_DAYS;
            return new Plan(scenario, parts, days * DAY_MILLIS / parts, seed, rates);
        }
    }

    /** @throws IllegalArgumentException naming the field or option that cannot be simulated */
    public static Report of(Settings settings, Plan plan, IntConsumer progress) {
        return new Simulation(settings, new Deciders(), plan.rates())
                .run(plan.scenario(), plan.schedules(), plan.seed(), plan.millis(), progress);
    }

    /** The platform's thresholds on a network. */
    public static Settings settings(PlatformSpec spec, Loss loss, Delay delay) {
        long timeout = Durations.parse(spec.health().timeout()).toMillis();
        Settings settings = Settings.of(Policies.of(spec, OperatorRole.ONSITE), timeout)
                .withLoss(loss)
                .withDelay(delay)
                .withDetection(detection(spec));
        return spec.edge() == null
                ? settings
                : settings.withRoutes(routes(spec.edge().checks()));
    }

    /** Of the record's databases on site; a platform without them has none to poll, and the timings do not matter. */
    private static Detection detection(PlatformSpec spec) {
        PostgresSpec postgres = spec.data() == null ? null : spec.data().postgres();
        DetectionSpec timings = postgres == null ? DetectionSpec.defaults() : postgres.detection();
        return new Detection(
                Durations.parse(timings.interval()), Durations.parse(timings.timeout()), timings.failureThreshold());
    }

    private static Settings.RouteChecks routes(EdgeSpec.RouteChecks checks) {
        return new Settings.RouteChecks(
                Durations.parse(checks.interval()).toMillis(),
                Durations.parse(checks.fastInterval()).toMillis(),
                Durations.parse(checks.timeout()).toMillis(),
                checks.fall(),
                checks.rise(),
                Durations.parse(checks.connectTimeout()).toMillis());
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
