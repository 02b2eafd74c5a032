package io.prontuario.testbed.image;

import io.prontuario.testbed.exec.CommandOutput;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Imports images into the nodes' containerd; nothing is ever pulled. */
public final class NodeImages {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final int ATTEMPTS = 3;

    private final StateFolder state;

    public NodeImages(StateFolder state) {
        this.state = state;
    }

    /**
     * Imports an archive, as {@code docker save} or Jib's {@code buildTar} write it, into one node.
     *
     * @throws TestbedException if the archive is not there or containerd refuses it
     */
    public void importInto(Host host, Path archive) {
        if (!Files.isRegularFile(archive)) {
            throw new TestbedException("no image archive at " + archive + ": build the image first");
        }
        CommandOutput output = attempt(host, archive);
        for (int again = 1; !output.ok() && again < ATTEMPTS; again++) {
            // Importing is repeatable, and a containerd that has just started on a busy machine may fail once.
            output = attempt(host, archive);
        }
        if (!output.ok()) {
            throw new TestbedException("containerd on " + host.name() + " refused " + archive + " (status "
                    + output.status() + "): " + (output.err() + output.out()).strip() + "; its log is "
                    + state.host(host).logs().resolve("containerd.log"));
        }
    }

    private CommandOutput attempt(Host host, Path archive) {
        return Shell.attempt(
                LIMIT,
                List.of(
                        "ctr",
                        "--address",
                        state.host(host).containerdSocket().toString(),
                        "--namespace",
                        "k8s.io",
                        "images",
                        "import",
                        archive.toString()));
    }

    /** Whether the node's containerd answers. */
    public boolean ready(Host host) {
        Path socket = state.host(host).containerdSocket();
        return Files.exists(socket)
                && Shell.attempt(
                                Duration.ofSeconds(5),
                                List.of(
                                        "ctr",
                                        "--address",
                                        socket.toString(),
                                        "--namespace",
                                        "k8s.io",
                                        "images",
                                        "ls",
                                        "-q"))
                        .ok();
    }
}
