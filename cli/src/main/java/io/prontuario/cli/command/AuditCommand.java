package io.prontuario.cli.command;

import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Workloads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "The record of who saw which patient.",
        subcommands = AuditCommand.Verify.class)
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: verify.");
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Follow the audit's chain of hashes through a database from its start, and name what was changed, removed or",
                "cut off. Exit status 0 when it holds, 1 when it does not, 3 when the database does not answer. The password",
                "is taken from RECORDS_PASSWORD. Keep the printed head somewhere else: with --head, a later check also shows",
                "an end that was cut off together with its mark. The record and the cloud each have a chain: check both."
            })
    static final class Verify implements Callable<Integer> {
        /** Statuses of the program behind it. */
        private static final int BROKEN = 3;

        private static final int UNREACHABLE = 5;

        @Option(
                names = "--url",
                required = true,
                description = "For example jdbc:postgresql://10.20.30.11:5432/records")
        private String url;

        @Option(names = "--user", defaultValue = "records", description = "Default: ${DEFAULT-VALUE}.")
        private String user;

        @Option(names = "--head", paramLabel = "NUMBER:HASH", description = "A head that an earlier check printed.")
        private @Nullable String head;

        @Override
        public Integer call() throws InterruptedException {
            Map<String, String> environment = new HashMap<>(Map.of("RECORDS_URL", url, "RECORDS_USER", user));
            environment.put("AUDIT_HEAD", Optional.ofNullable(head).orElse(""));
            int status = new Workloads(Home.folder()).run(Workloads.Program.API, environment, List.of("audit-verify"));
            return switch (status) {
                case 0 -> ExitCode.OK.status();
                case BROKEN -> ExitCode.OBJECTIVE_MISSED.status();
                case UNREACHABLE -> ExitCode.UNREACHABLE.status();
                default -> ExitCode.BAD_INPUT.status();
            };
        }
    }
}
