package io.prontuario.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "List, plan, run, attend, abort and report failover tests.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:passed; for plan: the test would begin",
            "1:the test ran, and clients waited longer than the objective",
            "2:bad input; nothing was changed",
            "3:the platform is NOT restored, or a cluster could not be reached",
            "4:a precondition is not met; nothing was changed",
            "5:the test was aborted, and the platform is restored"
        },
        subcommands = {
            FailoverTestListCommand.class,
            FailoverTestPlanCommand.class,
            FailoverTestRunCommand.class,
            FailoverTestAttendCommand.class,
            FailoverTestAbortCommand.class,
            FailoverTestReportCommand.class
        })
final class FailoverTestCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand");
    }
}
