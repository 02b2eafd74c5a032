package io.prontuario.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "undrain",
        mixinStandardHelpOptions = true,
        description = {
            "End the drain of a host before its time.",
            "The writer stays where it is: prontuario switchover moves it back."
        })
final class UndrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "HOST", description = "Host to use again.")
    private String host;

    @Mixin
    private RequestOptions options;

    @Override
    public Integer call() {
        return options.run(service -> service.undrain(options.platform(), host));
    }
}
