package io.prontuario.testbed;

import io.prontuario.testbed.plan.Layout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code up} starts besides the clusters.
 *
 * @param agentJar the host agent's jar, with its dependencies in {@code lib/} beside it; without one, no agent runs
 * @param seed SQL that fills the database of every site
 * @param images archives to import into every node
 * @param models whether to fetch the real models
 * @param controlPlane which hosts carry the on-site control plane
 * @param publicSide whether to make public addresses, a public name and its server, for clients outside
 */
public record UpOptions(
        Optional<Path> agentJar,
        Optional<Path> seed,
        List<Path> images,
        boolean models,
        Layout controlPlane,
        boolean publicSide) {
    public static final UpOptions BARE = new UpOptions(Optional.empty(), Optional.empty(), List.of(), false);

    /** With the control plane on the edge and without a public side. */
    public UpOptions(Optional<Path> agentJar, Optional<Path> seed, List<Path> images, boolean models) {
        this(agentJar, seed, images, models, Layout.EDGE, false);
    }

    public UpOptions {
        images = List.copyOf(images);
    }
}
