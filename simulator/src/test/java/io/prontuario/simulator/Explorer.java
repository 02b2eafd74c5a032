package io.prontuario.simulator;

import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PersistedState;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Transition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Searches every state that the decider can come to, until there is none left: from its initial state, any surroundings in any
 * round, and a change of leader at any time. In each state safety is checked on every step, and from each state that the goals
 * are reached: everything well leads to Full, every host dead leads off the hosts.
 */
public final class Explorer {
    private final Policy policy;
    private final FailoverDecider decider;
    private final List<EnvironmentInput> surroundings;
    private final Canonical canonical;
    private final Set<State> seen = new HashSet<>();
    private final ArrayDeque<State> frontier = new ArrayDeque<>();
    private final Set<Edge> edges = new TreeSet<>();
    private final List<String> broken = new ArrayList<>();
    private final StepInvariants steps;
    private final List<Policy> objects;
    private long rounds;

    public Explorer(Policy policy, FailoverDecider decider) {
        this(policy, decider, List.of());
    }

    /** @param drains any of which may be on the object in any round, or none */
    public Explorer(Policy policy, FailoverDecider decider, List<DrainRequest> drains) {
        this.policy = policy;
        this.objects = Stream.concat(
                        Stream.of(policy),
                        drains.stream().map(drain -> policy.withRequests(Policy.Requests.NONE.withDrain(drain))))
                .toList();
        this.decider = decider;
        int hosts = policy.hosts().size();
        this.surroundings = policy.operatorRole() == OperatorRole.ONSITE
                ? EnvironmentInput.onsite(hosts)
                : EnvironmentInput.cloud(hosts);
        this.canonical = new Canonical(policy);
        this.steps = new StepInvariants(policy);
    }

    /** @param from and to: modes  @param cause what moved it, without names */
    public record Edge(Mode from, Mode to, String cause) implements Comparable<Edge> {
        @Override
        public int compareTo(Edge other) {
            int byFrom = from.compareTo(other.from);
            int byTo = to.compareTo(other.to);
            return byFrom != 0 ? byFrom : byTo != 0 ? byTo : cause.compareTo(other.cause);
        }
    }

    /**
     * @param states distinct states  @param rounds decisions made  @param complete whether none was left unexplored
     * @param broken what did not hold, at most a few
     */
    public record Explored(int states, long rounds, boolean complete, Set<Edge> edges, List<String> broken) {}

    /** Searches until nothing is left, or {@code mostStates} have been seen. */
    public Explored explore(int mostStates) {
        visit(decider.initial(policy, Canonical.ORIGIN));
        while (!frontier.isEmpty() && seen.size() < mostStates && broken.size() < 5) {
            State state = frontier.poll();
            for (Policy object : objects) {
                for (EnvironmentInput around : surroundings) {
                    visit(step(object, state, around).next());
                }
                visit(decider.restore(object, PersistedState.of(state), Canonical.ORIGIN));
            }
            goals(state);
        }
        return new Explored(seen.size(), rounds, frontier.isEmpty(), edges, broken);
    }

    private void visit(State state) {
        State same = canonical.of(state);
        if (seen.add(same)) {
            frontier.add(same);
        }
    }

    private Decision step(Policy object, State state, EnvironmentInput around) {
        Instant now = Canonical.ORIGIN.plus(policy.thresholds().interval());
        Observation observation = around.observation(object, state);
        Decision decision = decider.decide(object, state, observation, now);
        rounds++;
        note(decision.next());
        steps.check(object, state, observation, decision)
                .ifPresent(what -> broken.add(what + " when " + around + " in " + state));
        return decision;
    }

    private void note(State next) {
        for (Transition transition : next.transitions()) {
            if (transition.from() != transition.to()) {
                edges.add(new Edge(transition.from(), transition.to(), cause(transition)));
            }
        }
    }

    /** Hosts' names and details are left out: the diagram is about modes. */
    private String cause(Transition transition) {
        String cause = transition.reason();
        for (var host : policy.hosts()) {
            cause = cause.replace(host.value(), "a host");
        }
        return cause.indexOf(':') < 0 ? cause : cause.substring(0, cause.indexOf(':'));
    }

    /** Every goal is reached from here, in as many rounds as the longest window has and a few more. */
    private void goals(State from) {
        boolean onsite = policy.operatorRole() == OperatorRole.ONSITE;
        reach(
                from,
                LivenessGoals.allWell(policy),
                state -> state.mode() == Mode.FULL,
                "everything is well and the mode is not Full");
        reach(
                from,
                LivenessGoals.allDead(policy),
                state -> onsite ? state.mode() == Mode.EMERGENCY : state.roles().cloud() == CloudRole.ACTIVE,
                "every host is dead, the cloud serves, and it has not taken over");
    }

    private void reach(
            State from, EnvironmentInput around, java.util.function.Predicate<State> goal, String otherwise) {
        State state = from;
        for (int round = 0; round < LivenessGoals.rounds(policy); round++) {
            state = canonical.of(step(policy, state, around).next());
            if (goal.test(state)) {
                return;
            }
        }
        broken.add(otherwise + " after " + LivenessGoals.rounds(policy) + " rounds from " + from);
    }

    /** The policy that is searched: every threshold and window this many rounds long; 2 tells "just before" from "just after". */
    public static Policy smallPolicy(Policy policy, OperatorRole operatorRole, int rounds) {
        java.time.Duration second = java.time.Duration.ofSeconds(1);
        return new Policy(
                operatorRole,
                policy.hosts(),
                policy.cloud(),
                new Policy.Thresholds(second, rounds, rounds),
                new Policy.Windows(java.time.Duration.ZERO, second.multipliedBy(rounds), second.multipliedBy(rounds)),
                new Policy.Automation(true, true),
                new Policy.RateLimit(1000, second.multipliedBy(rounds)),
                Policy.Requests.NONE);
    }
}
