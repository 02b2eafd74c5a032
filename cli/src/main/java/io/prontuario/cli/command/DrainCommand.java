package io.prontuario.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        description = {
            "Keep requests and the writer away from a host for a limited time, for maintenance.",
            "It is refused, with the reason, if no other host could serve. It ends earlier if the host is needed."
        })
final class DrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "HOST", description = "Host to drain.")
    private String host;

    @Option(
            names = "--for",
            required = true,
            paramLabel = "DURATION",
            description = "Length of the drain, such as 30m or 2h; at most 24h.")
    private String duration;

    @Mixin
    private RequestOptions options;

    @Override
    public Integer call() {
        return options.run(
                service -> service.drain(options.platform(), host, RequestOptions.duration("--for", duration)));
    }
}
