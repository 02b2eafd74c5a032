package io.prontuario.cli.action;

import io.prontuario.continuity.decide.PhasedDecider;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.reconcile.Policies;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the operator's own decider about a saved observation. */
public final class Explaining {
    /** Any instant serves: the decider knows only what it is told. */
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Explaining() {}

    /** The decision after the last round. @throws IllegalArgumentException naming a site that the platform does not have */
    public static Decision of(PlatformSpec spec, SavedObservation saved) {
        Policy policy = Policies.of(spec, saved.site());
        known(policy, saved);
        PhasedDecider decider = new PhasedDecider();
        Instant now = START;
        State state = decider.initial(policy, now);
        long sequence = 0;
        Optional<Decision> last = Optional.empty();
        for (SavedObservation.Round round : saved.rounds()) {
            for (int i = 0; i < round.count(); i++) {
                Decision decision = decider.decide(policy, state, round.numbered(++sequence), now);
                state = decision.next();
                last = Optional.of(decision);
                now = now.plus(policy.probeInterval());
            }
        }
        return last.orElseThrow();
    }

    private static void known(Policy policy, SavedObservation saved) {
        Set<String> names = policy.hosts().stream().map(SiteName::value).collect(Collectors.toCollection(TreeSet::new));
        names.add(SiteName.CLOUD.value());
        for (int i = 0; i < saved.rounds().size(); i++) {
            for (String name : saved.rounds().get(i).sites().keySet()) {
                if (!names.contains(name)) {
                    throw new IllegalArgumentException(
                            "rounds.[" + i + "].sites." + name + ": the platform has no such site; it has " + names);
                }
            }
        }
    }
}
