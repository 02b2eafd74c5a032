package io.prontuario.cli.drill;

import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.cgroup.Clients;
import io.prontuario.testbed.plan.StateFolder;

/**
 * Keeps the client outside what fails. The testbed's hosts share this machine's processors with the client: one that boots would
 * take them all, and the client would take its own hunger for an outage.
 */
public interface Bystander extends AutoCloseable {
    static Bystander of(Driver driver) {
        return switch (driver) {
            case None, Traffic, Workload, Host -> () -> {};
            case Testbed -> {
                Clients clients = Testbed.open(StateFolder.defaultRoot()).joinClients();
                yield clients::close;
            }
        };
    }

    @Override
    void close();
}
