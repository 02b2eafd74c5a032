package io.prontuario.cli.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.drill.ClientTarget;
import io.prontuario.cli.drill.DrillPlan;
import io.prontuario.cli.drill.DrillRun;
import io.prontuario.cli.drill.Evidence;
import io.prontuario.cli.drill.EvidenceFiles;
import io.prontuario.cli.drill.ExternalFaults;
import io.prontuario.cli.drill.OrphanedRun;
import io.prontuario.cli.drill.Scenarios;
import io.prontuario.cli.drill.TestbedDriver;
import io.prontuario.cli.drill.TestbedDriver.ProcessorShare;
import io.prontuario.cli.output.DrillPlanOutput;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Run a failover test, or print its plan without --execute.",
            "With -o json the evidence is printed, and progress goes to standard error."
        })
final class FailoverTestRunCommand implements Callable<Integer> {
    @Mixin
    private FailoverTestOptions options;

    @Option(names = "--execute", description = "Run the test. Asks for the platform's name first.")
    private boolean execute;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "URL that the measuring client requests eight times a second. Required with --execute.")
    private @Nullable URI url;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "PEM certificates that the client trusts. Default: the machine's.")
    private @Nullable Path ca;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "User of the platform that the client logs in as. Needs --password-file. Default: no login.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File whose first line is the user's password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--hook",
            paramLabel = "COMMAND",
            description = "Program that makes and undoes the fault, for driver Host.")
    private @Nullable String hook;

    @Option(
            names = "--evidence",
            paramLabel = "FOLDER",
            defaultValue = "failover-tests",
            description = "Folder of the evidence. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Cluster opened = options.open()) {
            Instant now = Instant.now();
            DrillPlan plan = options.plan(opened, now);
            PrintWriter progress = output.progress();
            progress.print(DrillPlanOutput.text(plan));
            OrphanedRun.newest(opened, plan.drill().platform()).ifPresent(progress::println);
            progress.flush();
            if (!execute) {
                output.print("Dry run: nothing changed. Add --execute to run it.\n", () -> DrillPlanOutput.json(plan));
                return (plan.refusal().isPresent() ? ExitCode.REFUSED : ExitCode.OK).status();
            }
            if (url == null) {
                throw new CliException(
                        ExitCode.BAD_INPUT,
                        "--url: is missing; write the URL that clients request, for example"
                                + " https://prontuario.hospital.example/v1/patients/1; with authentication on, also --user");
            }
            ClientTarget target = target(url);
            confirm(plan.drill().platform(), progress);
            Evidence evidence = run(
                    opened,
                    // Planned again: the time at the prompt does not count.
                    options.plan(opened, Instant.now()),
                    Scenarios.title(plan.drill().scenario()) + "-" + now.getEpochSecond(),
                    target);
            output.print(evidence.result().verdict() + ": " + evidence.result().why() + "\n", () -> evidence);
            return evidence.result().verdict().exitCode().status();
        }
    }

    private Evidence run(Cluster opened, DrillPlan plan, String name, ClientTarget target)
            throws IOException, InterruptedException {
        Driver driver = plan.drill().driver();
        Path undoLog = Files.createDirectories(folder).resolve(name + "-undo.log");
        try (ProcessorShare share = share(driver)) {
            return new DrillRun(opened, Clock.systemUTC(), output.progress(), new EvidenceFiles(folder))
                    .run(plan, name, target, ExternalFaults.of(driver, hook, undoLog));
        }
    }

    private ClientTarget target(URI requested) {
        if ((user == null) != (passwordFile == null)) {
            throw new CliException(
                    ExitCode.BAD_INPUT, "--user and --password-file: one is missing; a login needs both");
        }
        return new ClientTarget(
                requested, ca, user == null || passwordFile == null ? null : new ClientTarget.User(user, passwordFile));
    }

    /** On a test bed the client shares the processors with the hosts; elsewhere it has a machine of its own. */
    private static ProcessorShare share(Driver driver) {
        return driver == Driver.Testbed ? TestbedDriver.find().shareProcessor() : () -> {};
    }

    private static void confirm(String platform, PrintWriter out) throws IOException {
        out.print("Type the platform name to confirm: ");
        out.flush();
        String typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (typed == null || !typed.strip().equals(platform)) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "not confirmed; nothing was changed. Type \"" + platform + "\" at the prompt to run the test");
        }
    }
}
