package io.prontuario.cli.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "prontuario",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs a hospital's platform on two hosts and in the cloud, and shows that it survives.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it worked; for demo: nothing failed, and order and states held",
            "1:the demo or the benchmark missed an objective; audit verify found the chain broken",
            "2:bad input; nothing was changed",
            "3:a cluster could not be reached, or was not restored in time",
            "4:a precondition is not met (not root, a tool is missing); nothing was changed"
        },
        subcommands = {
            ValidateCommand.class,
            StatusCommand.class,
            ExplainCommand.class,
            SimulateCommand.class,
            FailoverCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            RunCommand.class,
            AuditCommand.class,
            VersionCommand.class,
            CostCommand.class,
            StackCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class RootCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand. Run 'prontuario --help'.");
    }
}
