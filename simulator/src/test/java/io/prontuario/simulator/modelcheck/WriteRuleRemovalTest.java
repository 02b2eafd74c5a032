package io.prontuario.simulator.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.DecidersWithout;
import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.SafetyRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each guard of the write right is there for something: without it a named promise breaks, on a path short enough to read. */
class WriteRuleRemovalTest {
    static Stream<SafetyRule> concernsWriter() {
        return Arrays.stream(SafetyRule.values()).filter(SafetyRule::concernsWriter);
    }

    @ParameterizedTest
    @MethodSource("concernsWriter")
    void withoutTheGuardANamedPromiseBreaks(SafetyRule guard) throws InterruptedException {
        WriteAuthority decider = DecidersWithout.writer(guard);
        String broken;
        List<String> path;
        if (Set.of(
                        SafetyRule.FENCED_MEMBERS,
                        SafetyRule.SYNC_SET_JOIN,
                        SafetyRule.WITNESS_WAL_CONTIGUOUS,
                        SafetyRule.SYNC_SET_ORDER)
                .contains(guard)) {
            // rare on random paths: the shortest one is searched for
            boolean rarest = guard == SafetyRule.WITNESS_WAL_CONTIGUOUS || guard == SafetyRule.SYNC_SET_ORDER;
            Bounds bounds = new Bounds(1, 2, rarest ? 2 : 1, false, false);
            WriteExplorer.Explored explored = new WriteExplorer(bounds, decider).explore(200_000, 1);
            assertThat(explored.broken()).as("nothing breaks without %s", guard).isPresent();
            WriteWalks.Found found = new WriteWalks(bounds, decider)
                    .shrunk(new WriteWalks.Found(explored.broken().get(), explored.path()));
            broken = found.broken();
            path = found.path();
        } else {
            var found = new WriteWalks(new Bounds(5, 6, 6, true, true), decider).search(1, 400, 80);
            assertThat(found).as("nothing breaks without %s", guard).isPresent();
            broken = found.get().broken();
            path = found.get().path();
        }
        assertThat(expected(guard)).as("%s\n%s", broken, path).contains(WriteWalks.name(broken));
        assertThat(path).as(broken).hasSizeLessThanOrEqualTo(30);
    }

    static Set<String> expected(SafetyRule guard) {
        return switch (guard) {
            case WRITE_QUORUM -> Set.of("NothingToldWithoutQuorum");
            case WRITER_LOSS -> Set.of("WriterStaysWhileItsLogFlows");
            case FENCED_MEMBERS -> Set.of("EndedBeforeGranted", "RepairedMeansWritten");
            case DEMOTE_BEFORE_PROMOTE -> Set.of("EndedBeforeGranted");
            case READ_QUORUM -> Set.of("EpochsEndForSomebody", "EndedBeforeGranted", "AcknowledgedWritesSurvive");
            case WITNESS_WAL_CONTIGUOUS -> Set.of("EpochsEndForSomebody");
            case CANDIDATE_CAUGHT_UP -> Set.of("AcknowledgedWritesSurvive");
            case TIMELINE_MATCHES, PLANNED_CHANGE -> Set.of("PlannedChangesBeginReady");
            case SYNC_SET_ORDER -> Set.of("EndedBeforeGranted", "AcknowledgedWritesSurvive", "RepairedMeansWritten");
            case SYNC_SET_JOIN -> Set.of("MembersJoinGapFree");
            case CLOUD_EPOCH -> Set.of(
                    "AcknowledgedWritesSurvive", "NoAcknowledgementInAnOlderEpoch", "EpochsHaveOneHolder");
            case CLOUD_PROOF, PROOF_EPOCH, TWO_PERSON_APPROVAL -> Set.of("CloudGrantNeedsProof");
            case INBOX_DRAINED -> Set.of("HandBackAfterTheInbox");
            default -> throw new IllegalArgumentException(guard + " is not about the writer");
        };
    }
}
