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
            "Run the services on this machine, without Kubernetes.",
            "run api --embedded starts PostgreSQL 15 from a jar with the demonstration's records, inference with the small"
                    + " model, and the api, on the loopback address.",
            "The services read their settings from the environment. Ctrl-C stops all of them."
        })
final class RunCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @Parameters(paramLabel = "SERVICE", description = "Service to run: api, which also starts inference.")
    private String service;

    @Option(names = "--embedded", required = true, description = "Start a database and a model too.")
    private boolean embedded;

    @Option(
            names = "--users",
            description = "Turn authentication on: one user for each role, with the role's name and a printed password."
                    + " Without it every request is allowed and nothing is audited.")
    private boolean users;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the api; 0 means any free port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Folder of the data, kept between runs. Default: ~/.cache/prontuario/embedded.")
    private Path data = Path.of(System.getProperty("user.home"), ".cache", "prontuario", "embedded");

    @Override
    public Integer call() throws InterruptedException {
        if (!service.equals("api")) {
            throw new CliException(ExitCode.BAD_INPUT, "SERVICE: \"" + service + "\" cannot be run; write api");
        }
        if (port < 0 || port > LAST_PORT) {
            throw new CliException(ExitCode.BAD_INPUT, "--port: " + port + " is not a port; write 0 to " + LAST_PORT);
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
