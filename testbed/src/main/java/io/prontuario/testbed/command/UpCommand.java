package io.prontuario.testbed.command;

import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.UpOptions;
import io.prontuario.testbed.exec.Progress;
import io.prontuario.testbed.plan.Layout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code testbed up}. */
@Command(name = "up", description = "Start both clusters and wait until every node is Ready.")
final class UpCommand implements Runnable {
    @ParentCommand
    private TestbedCommand parent;

    @Option(
            names = "--agent",
            paramLabel = "JAR",
            description = "Jar of the host agent, with its dependencies in lib/ beside it; without it no agent runs.")
    private Optional<Path> agent = Optional.empty();

    @Option(names = "--seed", paramLabel = "SQL", description = "Script to run in the database of every site.")
    private Optional<Path> seed = Optional.empty();

    @Option(names = "--image", paramLabel = "TAR", description = "Archive to import into every node; repeatable.")
    private List<Path> images = List.of();

    @Option(names = "--models", description = "Fetch the real models and check them against their checksums.")
    private boolean models;

    @Option(
            names = "--control-plane",
            paramLabel = "WHERE",
            defaultValue = "edge",
            description = {
                "edge: the on-site control plane runs on the edge alone. stretched: etcd, API server, controllers and",
                "scheduler run on both hosts and the edge (default: ${DEFAULT-VALUE})."
            })
    private String controlPlane = Layout.EDGE.id();

    @Option(
            names = {"--public-side", "--outside"},
            description = "Also make public addresses of site and cloud, and run BIND as the public name's server.")
    private boolean publicSide;

    @Override
    public void run() {
        Testbed testbed = parent.testbed();
        testbed.lifecycle()
                .up(
                        Progress.lines(System.err),
                        new UpOptions(agent, seed, images, models, Layout.named(controlPlane), publicSide));
        System.out.println("KUBECONFIG=" + testbed.access().kubeconfig("onsite") + ":"
                + testbed.access().kubeconfig("cloud"));
    }
}
