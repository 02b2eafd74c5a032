package io.prontuario.simulator.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.DecidersWithout;
import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.simulator.Invariant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Without a rule about the writer, a named invariant breaks on a path that is short enough to read. */
@Tag("slow")
class WriteRuleRemovalTest {
    static Stream<SafetyRule> concernsWriter() {
        return Arrays.stream(SafetyRule.values()).filter(SafetyRule::concernsWriter);
    }

    @ParameterizedTest
    @MethodSource("concernsWriter")
    void withoutTheRuleANamedInvariantBreaks(SafetyRule rule) throws InterruptedException {
        WriteAuthority decider = DecidersWithout.writer(rule);
        String broken;
        List<String> path;
        if (Set.of(
                        SafetyRule.FENCED_MEMBERS,
                        SafetyRule.SYNC_SET_JOIN,
                        SafetyRule.WITNESS_WAL_CONTIGUOUS,
                        SafetyRule.SYNC_SET_ORDER)
                .contains(rule)) {
            // rare on random paths: the shortest one is searched for
            boolean rarest = rule == SafetyRule.WITNESS_WAL_CONTIGUOUS || rule == SafetyRule.SYNC_SET_ORDER;
            Bounds bounds = new Bounds(1, 2, rarest ? 2 : 1, false, false);
            WriteExplorer.Explored explored = new WriteExplorer(bounds, decider).explore(200_000, 1);
            assertThat(explored.broken()).as("nothing breaks without %s", rule).isPresent();
            WriteWalks.Found found = new WriteWalks(bounds, decider)
                    .shrunk(new WriteWalks.Found(explored.broken().get(), explored.path()));
            broken = found.broken();
            path = found.path();
        } else {
            var found = new WriteWalks(new Bounds(5, 6, 6, true, true), decider)
                    .search(rule == SafetyRule.INBOX_DRAINED ? 401 : 1, 4000, 80);
            assertThat(found).as("nothing breaks without %s", rule).isPresent();
            broken = found.get().broken();
            path = found.get().path();
        }
        assertThat(expected(rule))
                .extracting(Invariant::toString)
                .as("%s\n%s", broken, path)
                .contains(WriteWalks.name(broken));
        assertThat(path).as(broken).hasSizeLessThanOrEqualTo(30);
    }

    static Set<Invariant> expected(SafetyRule rule) {
        return switch (rule) {
            case WRITE_QUORUM -> Set.of(Invariant.NO_ORDER_WITHOUT_QUORUM);
            case WRITER_LOSS -> Set.of(Invariant.WRITER_STAYS_WHILE_ITS_WAL_FLOWS);
            case FENCED_MEMBERS -> Set.of(Invariant.ENDED_BEFORE_GRANTED, Invariant.REPAIRED_MEANS_WRITTEN);
            case DEMOTE_BEFORE_PROMOTE -> Set.of(Invariant.ENDED_BEFORE_GRANTED);
            case READ_QUORUM -> Set.of(
                    Invariant.EPOCHS_END_WITH_A_SUCCESSOR,
                    Invariant.ENDED_BEFORE_GRANTED,
                    Invariant.ACKNOWLEDGED_WRITES_SURVIVE);
            case WITNESS_WAL_CONTIGUOUS -> Set.of(Invariant.EPOCHS_END_WITH_A_SUCCESSOR);
            case CANDIDATE_CAUGHT_UP -> Set.of(Invariant.ACKNOWLEDGED_WRITES_SURVIVE);
            case TIMELINE_MATCHES, PLANNED_CHANGE -> Set.of(Invariant.PLANNED_CHANGES_BEGIN_READY);
            case SYNC_SET_ORDER -> Set.of(
                    Invariant.ENDED_BEFORE_GRANTED,
                    Invariant.ACKNOWLEDGED_WRITES_SURVIVE,
                    Invariant.REPAIRED_MEANS_WRITTEN);
            case SYNC_SET_JOIN -> Set.of(Invariant.MEMBERS_JOIN_WITHOUT_A_GAP);
            case CLOUD_EPOCH -> Set.of(
                    Invariant.ACKNOWLEDGED_WRITES_SURVIVE,
                    Invariant.NO_ACKNOWLEDGEMENT_IN_AN_OLDER_EPOCH,
                    Invariant.EPOCHS_HAVE_ONE_WRITER);
            case CLOUD_PROOF, PROOF_EPOCH, TWO_PERSON_APPROVAL -> Set.of(Invariant.CLOUD_GRANT_NEEDS_PROOF);
            case INBOX_DRAINED -> Set.of(Invariant.HAND_BACK_AFTER_THE_INBOX);
            default -> throw new IllegalArgumentException(rule + " is not about the writer");
        };
    }
}
