package io.prontuario.cli.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.action.RequestService;
import io.prontuario.crds.Durations;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that makes a request of a platform and waits for what becomes of it. */
final class RequestOptions {
    @Mixin
    private ClusterOptions cluster;

    @Option(
            names = "--platform",
            paramLabel = "NAME",
            description = "Platform. Default: the only one in the namespace.")
    private @Nullable String platform;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "2m",
            description = "How long the result is waited for. Default: ${DEFAULT-VALUE}.")
    private String timeout;

    @Mixin
    private OutputOption output;

    @Nullable
    String platform() {
        return platform;
    }

    /** Runs it, with progress where that belongs, and prints the result. */
    int run(Function<RequestService, RequestService.Result> action) {
        Duration patience = duration("--timeout", timeout);
        try (Cluster opened = cluster.open()) {
            PrintWriter progress = output.progress();
            RequestService.Result result =
                    action.apply(new RequestService(opened, Clock.systemUTC(), patience, line -> {
                        progress.println(line);
                        progress.flush();
                    }));
            output.print(result.inWords() + "\n", () -> result);
            return result.exitCode().status();
        }
    }

    static Duration duration(String option, String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.BAD_INPUT, option + ": " + e.getMessage(), e);
        }
    }
}
