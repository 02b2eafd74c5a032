package io.prontuario.testbed.command;

import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code testbed}: subcommands of the test bed, for the {@code prontuario} command and for {@link Main}. */
@Command(
        name = "testbed",
        description = "Real on-site and cloud clusters on this machine, and their faults. Needs Linux and root.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            FaultCommands.Kill.class,
            FaultCommands.Revive.class,
            FaultCommands.Cut.class,
            FaultCommands.Freeze.class,
            FaultCommands.Stop.class,
            FaultCommands.Heal.class,
            ImportImageCommand.class
        })
public final class TestbedCommand implements Runnable {
    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description = "State folder. Default: $PRONTUARIO_TESTBED_HOME, else ~/.cache/prontuario/testbed.")
    private Optional<Path> folder = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing subcommand, for example `testbed up`. Run `prontuario testbed --help`.");
    }

    Testbed testbed() {
        return Testbed.open(folder.orElseGet(StateFolder::defaultRoot));
    }
}
