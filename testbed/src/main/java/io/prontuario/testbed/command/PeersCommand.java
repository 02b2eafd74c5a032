package io.prontuario.testbed.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.Durations;
import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.peer.PeerBenchmark;
import io.prontuario.testbed.peer.PeerPlan;
import io.prontuario.testbed.peer.PeerResults;
import io.prontuario.testbed.peer.Scenario;
import io.prontuario.testbed.plan.Layout;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    @Option(
            names = "--runs",
            description =
                    "Runs of every fault. Default: 3 of a peer; of this platform 10 where one machine dies, else 5.")
    private @Nullable Integer runs;

    @Option(
            names = "--scenarios",
            split = ",",
            paramLabel = "SCENARIO",
            description = "Only these, by name; an unknown name lists those that there are.")
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
                    "Folder for peers.json, peers.txt and peers.svg, written after every measure. Measures that are there"
                            + " already are not repeated (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--again", description = "Repeat measures that are in the folder already; they are replaced.")
    private boolean again;

    @Option(
            names = "--control-plane",
            paramLabel = "WHERE",
            defaultValue = "edge",
            description =
                    "This platform's: edge, or stretched over both hosts and the edge (default: ${DEFAULT-VALUE}).")
    private String controlPlane = Layout.EDGE.id();

    @Option(
            names = "--outage",
            paramLabel = "TIME",
            defaultValue = "5m",
            description =
                    "How long etcd has no quorum in etcd-without-quorum, for example 90s (default: ${DEFAULT-VALUE}).")
    private String outage = "5m";

    @Option(names = "--logs", paramLabel = "FOLDER", description = "Copy the logs of a peer's processes there.")
    private @Nullable Path logs;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (runs != null && runs < 1) {
            throw new CliException(ExitCode.BAD_INPUT, "--runs: " + runs + " is too small; use 1 or more");
        }
        Path home = Path.of(System.getProperty("prontuario.home", "")).toAbsolutePath();
        Path folder = home.resolve(out);
        Map<String, Object> about = about();
        PeerBenchmark benchmark = new PeerBenchmark(
                new Timeline(spec.commandLine().getErr()), known(folder), soFar -> soFar.write(folder, about));
        PeerResults results = benchmark.run(plan());
        spec.commandLine().getOut().println(output == OutputFormat.JSON ? results.json(about) : results.table());
        spec.commandLine().getOut().flush();
        return ExitCode.OK.status();
    }

    private PeerPlan plan() {
        List<Scenario> wanted = scenarios.isEmpty()
                ? List.of(Scenario.values())
                : scenarios.stream().map(Scenario::named).toList();
        return new PeerPlan(
                runs == null ? OptionalInt.empty() : OptionalInt.of(runs),
                wanted,
                peers,
                latency,
                again,
                Optional.ofNullable(logs),
                layout(),
                duration());
    }

    private Layout layout() {
        try {
            return Layout.named(controlPlane);
        } catch (TestbedException e) {
            throw new CliException(ExitCode.BAD_INPUT, "--control-plane: " + e.getMessage(), e);
        }
    }

    private Duration duration() {
        try {
            return Durations.parse(outage);
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.BAD_INPUT, "--outage: " + e.getMessage(), e);
        }
    }

    private static PeerResults known(Path folder) {
        Path file = folder.resolve(PeerResults.FILE);
        try {
            return PeerResults.parse(UncheckedFiles.read(file));
        } catch (JsonProcessingException e) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "--out: " + file + " is not a file of results (" + e.getOriginalMessage()
                            + "); move it away, or use another folder",
                    e);
        }
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
