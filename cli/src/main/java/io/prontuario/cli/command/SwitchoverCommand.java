package io.prontuario.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "switchover",
        mixinStandardHelpOptions = true,
        description = {
            "Move the writer of the record to another host, with nothing broken.",
            "It is refused, with the reason, if it could not end. Nothing is lost; writes wait while it lasts."
        })
final class SwitchoverCommand implements Callable<Integer> {
    @Option(names = "--to", required = true, paramLabel = "HOST", description = "Host that becomes the writer.")
    private String to;

    @Mixin
    private RequestOptions options;

    @Override
    public Integer call() {
        return options.run(service -> service.switchover(options.platform(), to));
    }
}
