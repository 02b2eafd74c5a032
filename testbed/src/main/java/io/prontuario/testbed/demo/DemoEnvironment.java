package io.prontuario.testbed.demo;

import io.prontuario.cli.action.Cluster;
import io.prontuario.ledger.FoundWrites;
import io.prontuario.testbed.load.LoadTarget;
import java.util.List;
import java.util.Optional;

/** The environment of a demo: two clusters with the platform's object, a front door, and a fault injector. */
public interface DemoEnvironment {
    /** @param side {@code onsite} or {@code cloud}; the caller closes it */
    Cluster cluster(String side);

    /** What is applied to both sides. */
    DemoObject object();

    FaultInjector faults();

    /** What has been set up so far otherwise than a hospital does. */
    HospitalDifferences differences();

    /** The on-site control plane, where it is on several hosts. */
    default Optional<StretchedControlPlane> controlPlane() {
        return Optional.empty();
    }

    /** The public side, where there is one. */
    default Optional<PublicEndpoint> publicEndpoint() {
        return Optional.empty();
    }

    /** Where clients connect, and who they are. */
    LoadTarget target();

    /** Reads what the record and the cloud's database hold of the clients' writes; empty where nothing was written. */
    default List<FoundWrites> written() {
        return List.of();
    }
}
