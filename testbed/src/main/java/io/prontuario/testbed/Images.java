package io.prontuario.testbed;

import io.prontuario.testbed.exec.Wait;
import io.prontuario.testbed.fault.HostFaults;
import io.prontuario.testbed.image.NodeImages;
import io.prontuario.testbed.lifecycle.BuildArtifacts;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Path;
import java.time.Duration;

/** The container images of a test bed's nodes, and the artifacts from which they are built. */
public final class Images {
    private static final Duration CONTAINERD_READY = Duration.ofSeconds(120);

    private final StateFolder state;
    private final HostFaults faults;
    private final BuildArtifacts artifacts;
    private final NodeImages images;

    Images(StateFolder state, HostFaults faults, BuildArtifacts artifacts) {
        this.state = state;
        this.faults = faults;
        this.artifacts = artifacts;
        this.images = new NodeImages(state);
    }

    /** The base image of the Java services: built once. */
    public Path baseImage() {
        return artifacts.baseImage();
    }

    /** The folder with the real models: fetched once. */
    public Path models() {
        return artifacts.models();
    }

    /** Imports an image archive into every node that is on. */
    public void importIntoNodes(Path archive) {
        Plan.HOSTS.stream().filter(host -> !faults.state().dead().contains(host.name())).toList().parallelStream()
                .forEach(host -> importInto(host, archive));
    }

    private void importInto(Host host, Path archive) {
        Wait.until(
                CONTAINERD_READY,
                () -> images.ready(host),
                () -> "containerd on " + host.name() + " does not answer; its log is "
                        + state.host(host).logs().resolve("containerd.log"));
        images.importInto(host, archive);
    }
}
