package io.prontuario.simulator;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.WriteDecision;
import io.prontuario.continuity.model.WriterEpoch;
import java.time.Instant;

/**
 * One round's decisions, which were recorded and acted on, beside the truth of that time.
 *
 * @param replica which operator process
 * @param at milliseconds from the start, by no node's clock
 * @param restored whether this replica began to lead with this round
 */
record DecisionEvent(Replica replica, long at, boolean restored, Failover failover, Writer writer, World world) {
    /** What the failover decider was given, and what it decided. */
    record Failover(Policy policy, State before, Observation observation, Instant now, Decision decision) {}

    /** What was on record about the writer, what was seen of the databases, and what the write authority decided. */
    record Writer(WriterEpoch before, DatabaseObservation seen, WriteDecision decision) {
        WriterEpoch after() {
            return decision.next();
        }
    }

    boolean onsite() {
        return replica.onsite;
    }

    Policy policy() {
        return failover.policy();
    }

    State before() {
        return failover.before();
    }

    State after() {
        return failover.decision().next();
    }

    Observation observation() {
        return failover.observation();
    }

    Instant now() {
        return failover.now();
    }

    Decision decision() {
        return failover.decision();
    }

    /** Whether the policy is paused now. */
    boolean paused() {
        return policy().requests().pause().isPresent()
                && now().isBefore(policy().requests().pause().get().until());
    }
}
