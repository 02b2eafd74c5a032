package io.prontuario.cli.command;

import io.prontuario.cli.action.SimulationService;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.simulator.Delay;
import io.prontuario.simulator.Loss;
import io.prontuario.simulator.Settings;
import picocli.CommandLine.Option;

/** The simulated network. */
final class NetworkOptions {
    @Option(
            names = "--loss",
            paramLabel = "SHARE",
            defaultValue = "0%",
            description = "Packets lost on every link, each way, such as 2%% or 0.02. Default: none.")
    private String loss;

    @Option(
            names = "--burst",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "Mean length of a burst of loss. Default: ${DEFAULT-VALUE}, independent loss.")
    private String burst;

    @Option(
            names = "--delay",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "Delay of a packet between site and cloud, each way. Default: ${DEFAULT-VALUE}.")
    private String delay;

    /** @throws IllegalArgumentException naming the option or the field that cannot be simulated */
    Settings settings(PlatformSpec platform) {
        long millis = millis("delay", delay);
        return SimulationService.settings(
                platform,
                new Loss(SimulationService.share(loss), millis("burst", burst)),
                new Delay(millis, millis / 4));
    }

    private static long millis(String option, String value) {
        return Durations.tryParse(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        option + ": \"" + value + "\" is not a duration; write for example 200ms or 2s"))
                .toMillis();
    }
}
