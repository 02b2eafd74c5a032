package io.prontuario.cli.action;

import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.reconcile.Policies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the operator's own decider about a saved observation. */
public final class ExplainService {
    /** Any instant serves: the decider knows only what it is told. */
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private ExplainService() {}

    /**
     * The decision after the last round.
     *
     * @param hosts in order of preference
     * @param data what the last round saw of the databases; empty where nothing was written about any: then no write right is decided
     */
    public record Explained(Decision decision, List<SiteName> hosts, Optional<DatabaseObservation> data) {}

    /** @throws IllegalArgumentException naming a site that the platform does not have */
    public static Explained of(PlatformSpec spec, SavedObservation saved) {
        Policy object = Policies.of(spec, saved.site());
        known(object, saved);
        FailoverDecider decider = new FailoverDecider();
        Instant now = START;
        State state = recorded(decider.initial(object, now), saved);
        long sequence = 0;
        Optional<Explained> last = Optional.empty();
        for (SavedObservation.Round round : saved.rounds()) {
            Policy policy = asked(object, saved, round, now);
            for (int i = 0; i < round.count(); i++) {
                Decision decision = decider.decide(policy, state, round.numbered(++sequence), now);
                state = decision.next();
                last = Optional.of(new Explained(
                        decision,
                        policy.hosts(),
                        saved.looksAtDatabases() ? Optional.of(round.dataSeen()) : Optional.empty()));
                now = now.plus(object.probeInterval());
            }
        }
        return last.orElseThrow();
    }

    /** With what is asked for in this round, and with the write right decided only where a database was looked at. */
    private static Policy asked(Policy object, SavedObservation saved, SavedObservation.Round round, Instant now) {
        Optional<SavedRequest> asks = round.asked();
        Policy policy = asks.flatMap(request -> request.toLeave(now))
                .map(object::withLeave)
                .orElse(object);
        return saved.looksAtDatabases()
                ? policy.withWriting(new WritePolicy(object.cloud(), asks.flatMap(request -> request.toWrite(now))))
                : policy;
    }

    private static State recorded(State initial, SavedObservation saved) {
        return new State(
                initial.mode(),
                initial.active(),
                initial.epoch(),
                initial.sites(),
                initial.transitions(),
                initial.roleChanges(),
                initial.noHostServes(),
                initial.frontDoors(),
                initial.heartbeat(),
                initial.follow(),
                initial.steady(),
                initial.lastRound(),
                saved.right(),
                initial.leave());
    }

    private static void known(Policy policy, SavedObservation saved) {
        Set<String> names = policy.hosts().stream().map(SiteName::value).collect(Collectors.toCollection(TreeSet::new));
        names.add(SiteName.CLOUD.value());
        saved.right().holder().ifPresent(holder -> known(names, "record.holder", holder.value()));
        Set<String> members = new TreeSet<>(names);
        members.add(SyncSet.WITNESS.value());
        saved.right().inForce().forEach(set -> set.members()
                .forEach(member -> known(members, "record.sets.members", member.value())));
        for (int i = 0; i < saved.rounds().size(); i++) {
            SavedObservation.Round round = saved.rounds().get(i);
            String at = "rounds.[" + i + "].";
            round.sites().keySet().forEach(name -> known(names, at + "sites", name));
            Optional.ofNullable(round.data())
                    .ifPresent(data ->
                            data.databases().keySet().forEach(name -> known(names, at + "data.databases", name)));
            round.asked().ifPresent(asks -> {
                Optional.ofNullable(asks.leave()).ifPresent(name -> known(names, at + "asks", name));
                Optional.ofNullable(asks.writer()).ifPresent(name -> known(names, at + "asks", name));
            });
        }
    }

    private static void known(Set<String> names, String field, String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(field + "." + name + ": the platform has no such site; it has " + names);
        }
    }
}
