package io.prontuario.testbed.demo;

import io.prontuario.cli.action.Cluster;
import io.prontuario.testbed.load.Target;
import java.util.Optional;

/** What the demo plays on: two clusters with the platform's object, a front door, and failures that can be caused. */
public interface DemoEnvironment {
    /** @param side {@code onsite} or {@code cloud}; the caller closes it */
    Cluster cluster(String side);

    /** What is applied to both sides. */
    DemoObject object();

    Faults faults();

    /** The on-site control plane, where it is on several hosts. */
    default Optional<ControlPlane> controlPlane() {
        return Optional.empty();
    }

    /** Clients outside, where there are any. */
    default Optional<PublicEndpoint> outside() {
        return Optional.empty();
    }

    /** Where clients connect. */
    Target target();
}
