package io.prontuario.continuity.simulate.writing;

import io.prontuario.continuity.decide.WriteDecider;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searches every state that the databases, the witness and the operators can come to within the bounds, until there is none left:
 * writes, logs that flow or lag, decisions by three operators, orders that arrive late, twice, in any order or never, deaths,
 * freezes, cuts, gaps, and people. States are told apart by 64-bit fingerprint.
 */
public final class WriteExplorer {
    private final Bounds bounds;
    private final Moves moves;
    private final Quiet quiet;
    private final Fingerprints seen = new Fingerprints();
    private final ArrayDeque<Tier> frontier = new ArrayDeque<>();
    private long steps;

    public WriteExplorer(Bounds bounds, WriteDecider decider) {
        Operators operators = new Operators(decider, bounds.cloud());
        this.bounds = bounds;
        this.moves = new Moves(bounds, operators);
        this.quiet = new Quiet(bounds, operators);
    }

    /**
     * @param states distinct states  @param steps taken between them  @param complete whether none was left unexplored
     * @param broken the first promise that was broken  @param path the steps that lead there
     */
    public record Explored(int states, long steps, boolean complete, Optional<String> broken, List<String> path) {}

    /** Searches until nothing is left, something breaks, or {@code mostStates} have been seen. */
    public Explored explore(int mostStates) {
        Tier first = first();
        seen.add(first.fingerprint(), 0);
        frontier.add(first);
        while (!frontier.isEmpty() && seen.size() < mostStates) {
            Tier tier = frontier.poll();
            Optional<String> stuck = quiet.repaired(tier).or(() -> quiet.bereaved(tier));
            if (stuck.isPresent()) {
                return broken(stuck.get(), path(tier.fingerprint()));
            }
            long print = tier.fingerprint();
            for (Step step : moves.from(tier)) {
                steps++;
                Optional<String> broken = step.broken().or(() -> Promises.check(step.after()));
                if (broken.isPresent()) {
                    List<String> path = path(print);
                    path.add(step.name());
                    return broken(broken.get(), path);
                }
                if (seen.add(step.after().fingerprint(), print)) {
                    frontier.add(step.after());
                }
            }
        }
        return new Explored(seen.size(), steps, frontier.isEmpty(), Optional.empty(), List.of());
    }

    private Tier first() {
        return Tidy.of(Tier.initial(), bounds.cloud());
    }

    private Explored broken(String what, List<String> path) {
        return new Explored(seen.size(), steps, false, Optional.of(what), path);
    }

    /** Fingerprints lead back to the beginning; from there the steps are taken once more for their names. */
    private List<String> path(long to) {
        List<Long> prints = new ArrayList<>();
        Tier tier = first();
        for (long print = to; print != tier.fingerprint(); print = seen.cameFrom(print)) {
            prints.add(0, print);
        }
        List<String> path = new ArrayList<>();
        for (long print : prints) {
            for (Step step : moves.from(tier)) {
                if (step.after().fingerprint() == print) {
                    path.add(step.name());
                    tier = step.after();
                    break;
                }
            }
        }
        return path;
    }
}
