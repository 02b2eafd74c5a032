package io.prontuario.cli.action;

import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteDecision;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.crds.PlatformYamlException;
import io.prontuario.operator.reconcile.Policies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Passes a saved observation through the operator's own deciders, round by round. */
public final class ExplainService {
    /** Any instant works: the deciders have no clock. */
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private ExplainService() {}

    /**
     * The decisions after the last round.
     *
     * @param hosts in order of preference
     * @param writes empty where the file says nothing about a database: then the writer is not decided
     */
    public record Explained(Decision decision, List<SiteName> hosts, Optional<Writes> writes) {}

    /** @param databases as the last round observed them */
    public record Writes(WriteDecision decision, DatabaseObservation databases) {}

    /** @param number of the round, from 1 */
    public record Step(long number, Explained explained) {}

    /**
     * @param platform YAML of a ProntuarioPlatform
     * @param each gets the decisions of every round
     * @return the decisions after the last round
     * @throws IllegalArgumentException naming a site that the platform does not have
     * @throws PlatformYamlException when the platform cannot be read, with its fields or with those of the observation
     */
    public static Explained of(String platform, SavedObservation saved, Consumer<Step> each) {
        Policy object = policy(platform, saved, saved.rounds().get(0));
        known(object, saved);
        FailoverDecider decider = new FailoverDecider();
        WriteAuthority authority = new WriteAuthority();
        Instant now = START;
        State state = decider.initial(object, now);
        WriterEpoch writer = saved.writer();
        long sequence = 0;
        Optional<Explained> last = Optional.empty();
        for (SavedObservation.Round round : saved.rounds()) {
            Policy policy = withDrain(policy(platform, saved, round), round, now);
            WritePolicy writing = writing(object, round, now);
            for (int i = 0; i < round.count(); i++) {
                Decision decision = decider.decide(policy, state, round.numbered(++sequence), now);
                state = decision.next();
                Optional<Writes> writes = Optional.empty();
                if (saved.looksAtDatabases()) {
                    WriteDecision decided =
                            authority.decide(writing, decision.outcome(), writer, round.databases(), now);
                    writer = decided.next();
                    writes = Optional.of(new Writes(decided, round.databases()));
                }
                Explained explained = new Explained(decision, policy.hosts(), writes);
                each.accept(new Step(sequence, explained));
                last = Optional.of(explained);
                now = now.plus(object.thresholds().interval());
            }
        }
        return last.orElseThrow();
    }

    private static Policy policy(String platform, SavedObservation saved, SavedObservation.Round round) {
        return Policies.of(saved.spec(platform, round), saved.site());
    }

    private static Policy withDrain(Policy object, SavedObservation.Round round, Instant now) {
        return round.asked()
                .flatMap(request -> request.toDrain(now))
                .map(drain -> object.withRequests(object.requests().withDrain(drain)))
                .orElse(object);
    }

    private static WritePolicy writing(Policy object, SavedObservation.Round round, Instant now) {
        return new WritePolicy(object.cloud(), round.asked().flatMap(request -> request.toWrite(now)));
    }

    private static void known(Policy policy, SavedObservation saved) {
        Set<String> names = policy.hosts().stream().map(SiteName::value).collect(Collectors.toCollection(TreeSet::new));
        names.add(SiteName.CLOUD.value());
        saved.writer().writer().ifPresent(writer -> known(names, "record.writer", writer.value()));
        Set<String> members = new TreeSet<>(names);
        members.add(SyncSet.WITNESS.value());
        saved.writer().activeSyncSets().forEach(set -> set.members()
                .forEach(member -> known(members, "record.sets.members", member.value())));
        for (int i = 0; i < saved.rounds().size(); i++) {
            SavedObservation.Round round = saved.rounds().get(i);
            String at = "rounds.[" + i + "].";
            round.sites().keySet().forEach(name -> known(names, at + "sites", name));
            Optional.ofNullable(round.data())
                    .ifPresent(data ->
                            data.databases().keySet().forEach(name -> known(names, at + "data.databases", name)));
            round.asked().ifPresent(asks -> {
                Optional.ofNullable(asks.drain()).ifPresent(name -> known(names, at + "asks", name));
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
