package io.prontuario.simulator;

import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;

/** Receives what happens while a world runs. */
interface Watcher {
    /** A check of a site ended. */
    default void checked(Replica replica, int site, CheckResult result, long now) {}

    /** A front door was asked. */
    default void polled(Replica replica, int box, FrontDoorReport report) {}

    /** An operator process ended: what it had counted is gone. */
    default void forgot(Replica replica) {}

    /** A decision was recorded. */
    default void decided(DecisionEvent event) {}

    /** A fault begins. */
    default void fault(World world, Fault fault, long now) {}

    /** A client's request: the site that answered, or -1. */
    default void client(World world, long now, int site) {}

    default void end(World world, long now) {}
}
