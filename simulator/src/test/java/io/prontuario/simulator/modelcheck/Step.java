package io.prontuario.simulator.modelcheck;

import java.util.Optional;

/**
 * One thing that can happen next.
 *
 * @param name a line of a saved path
 * @param after what it leads to
 * @param broken the invariant that the step itself breaks, and how
 */
record Step(String name, ClusterState after, Optional<String> broken) {
    Step(String name, ClusterState after) {
        this(name, after, Optional.empty());
    }
}
