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
        description = {
            "Inspect a Prontuário platform, move its writer, drain its hosts, pause its automation and run failover tests.",
            "Check objects and thresholds without a cluster."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success; for demo: no request failed, order and states were as required",
            "1:an objective was missed, or a check found a problem (simulate, stack drift, audit verify)",
            "2:bad input; nothing was changed",
            "3:a cluster could not be reached, or was not restored in time",
            "4:a precondition is not met (not root, a tool is missing); nothing was changed",
            "5:a failover test was aborted, and the platform is restored"
        },
        subcommands = {
            ValidateCommand.class,
            StatusCommand.class,
            ExplainCommand.class,
            SimulateCommand.class,
            FailoverCommand.class,
            SwitchoverCommand.class,
            DrainCommand.class,
            UndrainCommand.class,
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
        throw new ParameterException(spec.commandLine(), "Missing subcommand");
    }
}
