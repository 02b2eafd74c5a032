package io.prontuario.cli.command;

import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Workloads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Check the audit of accesses to patients.",
        subcommands = AuditCommand.Verify.class)
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand");
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Check the audit's chain of hashes in a database.",
                "Prints entries that were changed, removed or cut off. Exit code 0 when the chain holds, 1 when it does not, 3"
                        + " when the database does not answer.",
                "The password is read from RECORDS_PASSWORD. Keep the printed head on another machine: with --head, a later"
                        + " check also finds an end that was cut off together with its mark. The record and the cloud have a"
                        + " chain each."
            })
    static final class Verify implements Callable<Integer> {
        /** Exit statuses of the program that checks. */
        private static final int BROKEN = 3;

        private static final int UNREACHABLE = 5;

        @Option(
                names = "--url",
                required = true,
                paramLabel = "JDBC",
                description = "Database, for example jdbc:postgresql://10.20.30.11:5432/records.")
        private String url;

        @Option(
                names = "--user",
                paramLabel = "NAME",
                defaultValue = "records",
                description = "Database user. Default: ${DEFAULT-VALUE}.")
        private String user;

        @Option(names = "--head", paramLabel = "NUMBER:HASH", description = "Head that an earlier check printed.")
        private @Nullable String head;

        @Mixin
        private OutputOption output;

        /** The result of a check, as JSON. @param lines what the check printed */
        record Checked(String url, @Nullable Boolean holds, List<String> lines) {}

        @Override
        public Integer call() throws InterruptedException {
            Map<String, String> environment = new HashMap<>(Map.of("RECORDS_URL", url, "RECORDS_USER", user));
            environment.put("AUDIT_HEAD", Optional.ofNullable(head).orElse(""));
            Workloads workloads = new Workloads(Home.folder());
            List<String> arguments = List.of("audit-verify");
            int status;
            if (output.json()) {
                List<String> lines = new ArrayList<>();
                status = workloads.run(Workloads.Program.API, environment, arguments, lines::add);
                Boolean holds = status == 0 ? Boolean.TRUE : status == BROKEN ? Boolean.FALSE : null;
                output.print("", () -> new Checked(url, holds, lines));
            } else {
                status = workloads.run(Workloads.Program.API, environment, arguments);
            }
            return switch (status) {
                case 0 -> ExitCode.OK.status();
                case BROKEN -> ExitCode.OBJECTIVE_MISSED.status();
                case UNREACHABLE -> ExitCode.UNREACHABLE.status();
                default -> ExitCode.BAD_INPUT.status();
            };
        }
    }
}
