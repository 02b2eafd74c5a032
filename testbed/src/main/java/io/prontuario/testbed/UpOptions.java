package io.prontuario.testbed;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code up} brings besides the clusters.
 *
 * @param agentJar the operator's jar, with its dependencies in {@code lib/} beside it; without one, no agent runs
 * @param seed SQL that fills the database of every site
 * @param images archives to import into every node
 * @param models whether to fetch the real models
 */
public record UpOptions(Optional<Path> agentJar, Optional<Path> seed, List<Path> images, boolean models) {
    public static final UpOptions BARE = new UpOptions(Optional.empty(), Optional.empty(), List.of(), false);

    public UpOptions {
        images = List.copyOf(images);
    }
}
