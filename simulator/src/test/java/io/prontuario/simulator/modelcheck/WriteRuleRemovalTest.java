package io.prontuario.simulator.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

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
    static Stream<SafetyRule> ofTheWriteRight() {
        return Arrays.stream(SafetyRule.values()).filter(SafetyRule::ofTheWriteRight);
    }

    @ParameterizedTest
    @MethodSource("ofTheWriteRight")
    void withoutTheGuardANamedPromiseBreaks(SafetyRule guard) throws InterruptedException {
        WriteAuthority decider = new WriteAuthority(SafetyRule.without(guard));
        String broken;
        List<String> path;
        if (Set.of(SafetyRule.SEALED_MEMBERS, SafetyRule.CAUGHT_UP, SafetyRule.GAP_FREE, SafetyRule.SYNC_ORDER)
                .contains(guard)) {
            // rare on random paths: the shortest one is searched for
            boolean rarest = guard == SafetyRule.GAP_FREE || guard == SafetyRule.SYNC_ORDER;
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
            case WRITER_LOST -> Set.of("WriterStaysWhileItsLogFlows");
            case SEALED_MEMBERS -> Set.of("EndedBeforeGranted", "RepairedMeansWritten");
            case RELEASED_FIRST -> Set.of("EndedBeforeGranted");
            case READ_QUORUM -> Set.of("EpochsEndForSomebody", "EndedBeforeGranted", "AcknowledgedWritesSurvive");
            case GAP_FREE -> Set.of("EpochsEndForSomebody");
            case DRAINED -> Set.of("AcknowledgedWritesSurvive");
            case REVALIDATED, PLANNED_CHANGE -> Set.of("PlannedChangesBeginReady");
            case SYNC_ORDER -> Set.of("EndedBeforeGranted", "AcknowledgedWritesSurvive", "RepairedMeansWritten");
            case CAUGHT_UP -> Set.of("MembersJoinGapFree");
            case CLOUD_EPOCH -> Set.of(
                    "AcknowledgedWritesSurvive", "NoAcknowledgementInAnOlderEpoch", "EpochsHaveOneHolder");
            case CLOUD_PROOF, PROOF_EPOCH, TWO_PEOPLE -> Set.of("CloudGrantNeedsProof");
            case INBOX_MERGED -> Set.of("HandBackAfterTheInbox");
            default -> throw new IllegalArgumentException(guard + " is not of the write right");
        };
    }
}
