package io.prontuario.testbed.command;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.testbed.demo.Demo;
import io.prontuario.testbed.demo.DemoLevel;
import io.prontuario.testbed.demo.DemoOutput;
import io.prontuario.testbed.demo.DemoReport;
import io.prontuario.testbed.demo.Step;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.loopback.LoopbackDemo;
import io.prontuario.testbed.plan.Layout;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Kill hosts under load on two clusters that are made on this machine.",
            "Start two hosts, an edge and a cloud as real clusters on this machine, apply the example, drive load, and",
            "cause failures. Needs Linux and root; without root: --level api. Everything is removed at the end,",
            "unless --keep is given."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). json: one line on standard output,"
                    + " progress on standard error.")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(names = "--json", description = "The same as --output json.")
    private boolean jsonFlag;

    @Option(names = "--keep", description = "Leave the clusters up. Remove them with: prontuario testbed down")
    private boolean keep;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = "cluster",
            description = {
                "cluster: real clusters; needs root. api: etcd, API servers, operators, HAProxy and services as",
                "loopback processes; needs no root, and lists what it cannot prove (default: ${DEFAULT-VALUE})."
            })
    private String level = DemoLevel.CLUSTER.title();

    @Option(
            names = "--control-plane",
            paramLabel = "WHERE",
            defaultValue = "edge",
            description = {
                "edge: etcd and the API server of the site run on the edge alone. stretched: they run on both hosts and"
                        + " the edge;",
                "the default steps are then those that need it (default: ${DEFAULT-VALUE})."
            })
    private String controlPlane = Layout.EDGE.id();

    @Option(
            names = "--steps",
            split = ",",
            paramLabel = "NAME",
            description = {
                "Run only these: primary-dies, secondary-dies, edge-dies, both-hosts-die, hosts-return, cloud-cut; with a",
                "stretched control plane also leader-host-dies, quorum-lost," + " operator-rolled-out,",
                "vpn-cut, site-cut-off, site-dies."
            })
    private List<String> steps = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        boolean json = jsonFlag || format == OutputFormat.JSON;
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = json ? spec.commandLine().getErr() : out;
        DemoReport report = run(wantedLevel(), progress);
        out.println(json ? DemoOutput.json(report) : "\n" + DemoOutput.table(report));
        out.flush();
        if (json) {
            progress.println(DemoOutput.table(report));
            progress.flush();
        }
        return exitCode(report).status();
    }

    private DemoReport run(DemoLevel wanted, PrintWriter progress) throws InterruptedException {
        Layout layout = wantedLayout();
        List<Step> unasked = layout == Layout.EDGE ? wanted.steps() : Step.of(layout);
        List<Step> ordered = steps.isEmpty() ? unasked : parse(wanted, layout, steps);
        if (wanted == DemoLevel.CLUSTER) {
            return new Demo(home(), progress, keep, layout).run(ordered);
        }
        if (layout != Layout.EDGE) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "--control-plane: level api has one API server per side; remove the option, or run at level cluster as"
                            + " root");
        }
        if (keep) {
            throw new CliException(
                    ExitCode.BAD_INPUT, "--keep: at level api every process ends with the demo; remove the option");
        }
        return new LoopbackDemo(home(), progress).run(ordered);
    }

    private DemoLevel wantedLevel() {
        return DemoLevel.named(level)
                .orElseThrow(() -> new CliException(
                        ExitCode.BAD_INPUT,
                        "--level: unknown level \"" + level + "\"; levels are "
                                + Arrays.stream(DemoLevel.values())
                                        .map(DemoLevel::title)
                                        .collect(Collectors.joining(", "))));
    }

    private Layout wantedLayout() {
        try {
            return Layout.named(controlPlane);
        } catch (TestbedException e) {
            throw new CliException(ExitCode.BAD_INPUT, "--control-plane: " + e.getMessage(), e);
        }
    }

    private static ExitCode exitCode(DemoReport report) {
        if (report.passed()) {
            return ExitCode.OK;
        }
        return report.complete() ? ExitCode.OBJECTIVE_MISSED : ExitCode.UNREACHABLE;
    }

    private static List<Step> parse(DemoLevel level, Layout layout, List<String> names) {
        List<Step> steps = names.stream()
                .map(String::trim)
                .map(name -> Step.named(name)
                        .orElseThrow(() -> new CliException(
                                ExitCode.BAD_INPUT,
                                "--steps: unknown step \"" + name + "\"; steps are "
                                        + Arrays.stream(Step.values())
                                                .map(Step::title)
                                                .collect(Collectors.joining(", ")))))
                .toList();
        for (Step step : steps) {
            level.obstacle(step).ifPresent(why -> {
                throw new CliException(
                        ExitCode.BAD_INPUT,
                        "--steps: " + step.title() + " cannot be proven at level " + level.title() + ": " + why
                                + "; remove it, or run at level cluster as root");
            });
            if (step.layout() == Layout.STRETCHED && layout == Layout.EDGE) {
                throw new CliException(
                        ExitCode.BAD_INPUT,
                        "--steps: " + step.title() + " needs a control plane on several hosts; add --control-plane "
                                + Layout.STRETCHED.id());
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) == Step.HOSTS_RETURN && (i == 0 || steps.get(i - 1) != Step.BOTH_HOSTS_DIE)) {
                throw new CliException(
                        ExitCode.BAD_INPUT, "--steps: hosts-return needs both-hosts-die directly before it; add it");
            }
        }
        return steps;
    }

    /** The repository: the demo builds images from it and applies its example. */
    private static Path home() {
        return Path.of(System.getProperty("prontuario.home", "")).toAbsolutePath();
    }
}
