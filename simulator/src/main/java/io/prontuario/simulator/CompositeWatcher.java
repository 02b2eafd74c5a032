package io.prontuario.simulator;

import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;

/** Two watchers of one run. */
record CompositeWatcher(Watcher first, Watcher second) implements Watcher {
    @Override
    public void checked(Replica replica, int site, CheckResult result, long now) {
        first.checked(replica, site, result, now);
        second.checked(replica, site, result, now);
    }

    @Override
    public void polled(Replica replica, int box, FrontDoorReport report) {
        first.polled(replica, box, report);
        second.polled(replica, box, report);
    }

    @Override
    public void forgot(Replica replica) {
        first.forgot(replica);
        second.forgot(replica);
    }

    @Override
    public void decided(DecisionEvent event) {
        first.decided(event);
        second.decided(event);
    }

    @Override
    public void fault(World world, Fault fault, long now) {
        first.fault(world, fault, now);
        second.fault(world, fault, now);
    }

    @Override
    public void client(World world, long now, int site) {
        first.client(world, now, site);
        second.client(world, now, site);
    }

    @Override
    public void end(World world, long now) {
        first.end(world, now);
        second.end(world, now);
    }
}
