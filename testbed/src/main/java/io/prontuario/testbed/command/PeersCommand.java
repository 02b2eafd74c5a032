package io.prontuario.testbed.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.peer.PeerBenchmark;
import io.prontuario.testbed.peer.PeerPlan;
import io.prontuario.testbed.peer.PeerResults;
import io.prontuario.testbed.peer.Scenario;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description = {
            "Put Patroni and CloudNativePG through the faults that the record must survive.",
            "Brings up Patroni 4 with three full copies on three machines (network namespaces), or CloudNativePG with two",
            "instances on the test bed, plays every fault under four writers and holds what they were told against what is",
            "in the database. Needs Linux and root; a run of one fault takes one to three minutes."
        })
final class PeersCommand implements Callable<Integer> {
    @Option(names = "--runs", defaultValue = "3", description = "Runs of every fault (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--scenarios",
            split = ",",
            paramLabel = "SCENARIO",
            description = "Only these: primary-dies, standby-dies, cut-then-death, only-on-third, frozen,"
                    + " frozen-with-consensus, switchover.")
    private List<String> scenarios = List.of();

    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "PEER",
            defaultValue = "patroni-fastest,patroni-default,cloudnative-pg-required,cloudnative-pg-preferred",
            description = "prontuario (this platform), patroni-fastest, patroni-default,"
                    + " patroni-fastest-third-may-lead, cloudnative-pg-required,"
                    + " cloudnative-pg-preferred (default: ${DEFAULT-VALUE}).")
    private List<String> peers = List.of();

    @Option(
            names = "--latency",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Measure commits too.")
    private boolean latency;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json (default: ${DEFAULT-VALUE}).")
    private OutputFormat output = OutputFormat.TABLE;

    @Option(
            names = "--out",
            defaultValue = "benchmarks/record/results",
            paramLabel = "FOLDER",
            description =
                    "Folder for peers.json and peers.txt, written after every measure (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--logs", paramLabel = "FOLDER", description = "Copy the logs of a peer's processes there.")
    private @Nullable Path logs;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (runs < 1) {
            throw new CliException(ExitCode.BAD_INPUT, "--runs: " + runs + " is too small; use 1 or more");
        }
        List<Scenario> wanted = scenarios.isEmpty()
                ? List.of(Scenario.values())
                : scenarios.stream().map(Scenario::named).toList();
        Path home = Path.of(System.getProperty("prontuario.home", "")).toAbsolutePath();
        Path folder = home.resolve(out);
        Map<String, Object> about = about();
        PeerBenchmark benchmark =
                new PeerBenchmark(new Timeline(spec.commandLine().getErr()), soFar -> write(folder, soFar, about));
        PeerResults results = benchmark.run(new PeerPlan(runs, wanted, peers, latency, Optional.ofNullable(logs)));
        spec.commandLine().getOut().println(output == OutputFormat.JSON ? results.json(about) : results.table());
        spec.commandLine().getOut().flush();
        return ExitCode.OK.status();
    }

    private static void write(Path folder, PeerResults results, Map<String, Object> about) {
        UncheckedFiles.replace(folder.resolve("peers.json"), results.json(about) + "\n");
        UncheckedFiles.replace(folder.resolve("peers.txt"), results.table() + "\n");
    }

    private static Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("at", Instant.now().toString());
        about.put("cores", Runtime.getRuntime().availableProcessors());
        about.put(
                "loadAverageAtStart",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return about;
    }
}
