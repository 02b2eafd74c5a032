package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.decide.WriteAuthority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Random paths through what can happen to the databases, longer and with more faults than can be searched; one that breaks an
 * invariant is made as short as it can be, and can be saved and walked again.
 */
public final class WriteWalks {
    private final Bounds bounds;
    private final SuccessorStates moves;
    private final LivenessChecks quiet;

    public WriteWalks(Bounds bounds, WriteAuthority decider) {
        OperatorTransitions operators = new OperatorTransitions(decider, bounds.cloud());
        this.bounds = bounds;
        this.moves = new SuccessorStates(bounds, operators);
        this.quiet = new LivenessChecks(bounds, operators);
    }

    /** @param broken the invariant that was violated  @param path the fewest steps found that still break it */
    public record Found(String broken, List<String> path) {
        /** One step a line, to be kept. */
        public String format() {
            return "# " + broken + "\n" + String.join("\n", path) + "\n";
        }
    }

    /** Walks from {@code firstSeed} on, each of so many steps; the first invariant that breaks, shrunk. */
    public Optional<Found> search(long firstSeed, int walks, int length) {
        for (long seed = firstSeed; seed < firstSeed + walks; seed++) {
            Optional<Found> found = walk(seed, length);
            if (found.isPresent()) {
                return Optional.of(shrunk(found.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Found> walk(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        ClusterState state = StateCanonicalizer.of(ClusterState.initial(), bounds);
        List<String> path = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            List<Step> steps = moves.from(state);
            Optional<Step> breaking = steps.stream()
                    .filter(step -> step.broken()
                            .or(() -> SafetyChecks.check(step.after()))
                            .isPresent())
                    .findFirst();
            if (breaking.isPresent()) {
                path.add(breaking.get().name());
                return Optional.of(new Found(
                        breaking.get()
                                .broken()
                                .or(() -> SafetyChecks.check(breaking.get().after()))
                                .orElseThrow(),
                        path));
            }
            if (steps.isEmpty()) {
                return Optional.empty();
            }
            Step step = steps.get(random.nextInt(steps.size()));
            path.add(step.name());
            state = step.after();
        }
        ClusterState last = state;
        return quiet.repaired(last).or(() -> quiet.bereaved(last)).map(stuck -> new Found(stuck, path));
    }

    /** Walks a kept path; steps that are not possible any more are passed over. What it breaks, if anything. */
    public Optional<String> again(List<String> path) {
        ClusterState state = StateCanonicalizer.of(ClusterState.initial(), bounds);
        for (String name : path) {
            for (Step step : moves.from(state)) {
                if (step.name().equals(name)) {
                    Optional<String> broken = step.broken().or(() -> SafetyChecks.check(step.after()));
                    if (broken.isPresent()) {
                        return broken;
                    }
                    state = step.after();
                    break;
                }
            }
        }
        ClusterState last = state;
        return quiet.repaired(last).or(() -> quiet.bereaved(last));
    }

    /** Leaves out step after step while the same invariant still breaks. */
    Found shrunk(Found found) {
        String invariant = name(found.broken());
        List<String> path = found.path();
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (int i = path.size() - 1; i >= 0; i--) {
                List<String> without = new ArrayList<>(path);
                without.remove(i);
                if (again(without)
                        .map(WriteWalks::name)
                        .filter(invariant::equals)
                        .isPresent()) {
                    path = without;
                    smaller = true;
                }
            }
        }
        return new Found(again(path).orElse(found.broken()), path);
    }

    /** The invariant's name, without what was observed. */
    static String name(String broken) {
        return broken.substring(0, broken.indexOf(':'));
    }
}
