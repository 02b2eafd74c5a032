package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.WriteAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Searches every state that the databases, the witness and the operators can come to within the bounds, until there is none left:
 * writes, logs that flow or lag, decisions by three operators, orders that arrive late, twice, in any order or never, deaths,
 * freezes, cuts, gaps, and people. States are told apart by 64-bit fingerprint.
 *
 * <p>A decision that leaves the record as it is only tells: all of those are taken at once, and what they tell is added to what may
 * still arrive. What can follow from fewer orders follows from more, because no order has to arrive. The same is true of an approval.
 */
public final class WriteExplorer {
    private final Bounds bounds;
    private final OperatorTransitions operators;
    private final SuccessorStates moves;
    private final Frontier frontier;
    private final AtomicLong steps = new AtomicLong();
    private final AtomicReference<Explored> broken = new AtomicReference<>();
    private final WriteDiagram onsite = new WriteDiagram();
    private final WriteDiagram cloud = new WriteDiagram();

    public WriteExplorer(Bounds bounds, WriteAuthority decider) {
        this.bounds = bounds;
        this.operators = new OperatorTransitions(decider, bounds.cloud());
        this.moves = new SuccessorStates(bounds, operators);
        this.frontier = new Frontier(bounds.faults());
    }

    /**
     * @param states distinct states  @param steps taken between them  @param complete whether none was left unexplored
     * @param broken the first invariant that was violated  @param path the steps that lead there
     */
    public record Explored(int states, long steps, boolean complete, Optional<String> broken, List<String> path) {}

    /** Searches until nothing is left, something breaks, or {@code mostStates} have been seen; with so many threads. */
    public Explored explore(int mostStates, int threads) throws InterruptedException {
        frontier.add(first(), 0);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> work(mostStates), "explorer-" + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
        for (Thread worker : workers) {
            worker.join();
        }
        return broken.get() != null
                ? broken.get()
                : new Explored(frontier.states(), steps.get(), frontier.empty(), Optional.empty(), List.of());
    }

    /** How many states have been looked at, how many wait. */
    public String progress() {
        return frontier.states() + " states, " + frontier.waiting() + " waiting, " + steps + " steps";
    }

    /** How the records changed on the way: the site's, or the cloud's. */
    public WriteDiagram changes(OperatorRole whose) {
        return whose == OperatorRole.ONSITE ? onsite : cloud;
    }

    private void work(int mostStates) {
        LivenessChecks quiet = new LivenessChecks(bounds, operators);
        try {
            for (Optional<ClusterState> found = frontier.next(); found.isPresent(); found = frontier.next()) {
                Optional<Explored> here = look(found.get(), quiet);
                here.ifPresent(explored -> broken.compareAndSet(null, explored));
                frontier.done();
                if (here.isPresent() || frontier.states() >= mostStates) {
                    frontier.end();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What breaks here; what comes of it is found. */
    private Optional<Explored> look(ClusterState found, LivenessChecks quiet) {
        ClusterState raw = approved(found);
        List<Step> decisions = new ArrayList<>(24);
        moves.decisions(raw, decisions);
        ClusterState state = told(raw, decisions);
        if (!frontier.expands(state)) {
            return Optional.empty();
        }
        long print = found.core();
        Optional<String> stuck = quiet.repaired(state)
                .or(() -> quiet.bereaved(state))
                .or(() -> raw == found ? Optional.empty() : quiet.repaired(found));
        if (stuck.isPresent()) {
            return Optional.of(broken(stuck.get(), path(print)));
        }
        for (Step step : successors(raw, state, decisions)) {
            steps.incrementAndGet();
            Optional<String> breaks = step.broken().or(() -> SafetyChecks.check(step.after()));
            if (breaks.isPresent()) {
                List<String> path = path(print);
                path.add(step.name());
                return Optional.of(broken(breaks.get(), path));
            }
            onsite.note(state.record(), step.after().record());
            cloud.note(state.cloudRecord(), step.after().cloudRecord());
            frontier.add(step.after(), print);
        }
        return Optional.empty();
    }

    /** People may approve as soon as they may; who has an approval need not use it. */
    private ClusterState approved(ClusterState raw) {
        boolean may = bounds.cloud()
                && raw.siteOff()
                && raw.cloudRecord().epoch() > 0
                && raw.cloudRecord().writer().isEmpty()
                && raw.approved() != raw.cloudRecord().epoch();
        return may ? StateBuilder.of(raw).approved(raw.cloudRecord().epoch()).done() : raw;
    }

    /** With all told that can be told without changing a record. */
    private ClusterState told(ClusterState raw, List<Step> decisions) {
        return StateCanonicalizer.of(
                StateBuilder.of(raw).told(orders(raw, decisions)).done(), bounds);
    }

    private static List<WriteAction> orders(ClusterState raw, List<Step> decisions) {
        List<WriteAction> orders = new ArrayList<>();
        for (Step step : decisions) {
            if (!moved(raw, step)) {
                orders.addAll(step.after().orders());
            }
        }
        return orders;
    }

    private static boolean moved(ClusterState raw, Step step) {
        return step.broken().isPresent()
                || !step.after().record().equals(raw.record())
                || !step.after().cloudRecord().equals(raw.cloudRecord());
    }

    private List<Step> successors(ClusterState raw, ClusterState state, List<Step> decisions) {
        List<Step> all = new ArrayList<>(40);
        List<WriteAction> orders = orders(raw, decisions);
        for (Step step : decisions) {
            if (moved(raw, step)) {
                all.add(new Step(
                        step.name(), StateBuilder.of(step.after()).told(orders).done(), step.broken()));
            }
        }
        moves.rest(state, all);
        return moves.within(state, all);
    }

    private ClusterState first() {
        return StateCanonicalizer.of(ClusterState.initial(), bounds);
    }

    private Explored broken(String what, List<String> path) {
        return new Explored(frontier.states(), steps.get(), false, Optional.of(what), path);
    }

    /** Fingerprints lead back to the beginning; from there the steps are taken once more for their names. */
    private List<String> path(long to) {
        List<Long> prints = new ArrayList<>();
        ClusterState raw = first();
        for (long print = to; print != raw.core(); print = frontier.cameFrom(print)) {
            prints.add(0, print);
        }
        List<String> path = new ArrayList<>();
        for (long print : prints) {
            ClusterState from = approved(raw);
            if (from != raw) {
                path.add("approve");
            }
            List<Step> decisions = new ArrayList<>(24);
            moves.decisions(from, decisions);
            for (Step step : decisions) {
                if (!moved(from, step)
                        && !from.orders().containsAll(step.after().orders())) {
                    path.add(step.name()); // it tells what the next step may be about
                }
            }
            for (Step step : successors(from, told(from, decisions), decisions)) {
                if (step.after().core() == print) {
                    path.add(step.name());
                    raw = step.after();
                    break;
                }
            }
        }
        return path;
    }
}
