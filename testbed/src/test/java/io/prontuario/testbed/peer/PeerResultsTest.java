package io.prontuario.testbed.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.testbed.ledger.Judgement;
import io.prontuario.testbed.peer.FaultMeasure.Figures;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PeerResultsTest {
    private static FaultMeasure fault(int run, int lost, long gapMillis, String note) {
        return new FaultMeasure("a peer", "primary-dies", run, new Figures(100, lost, 0, 0, 0, 1, gapMillis), note);
    }

    @Test
    void aRowHasTheSumsOfItsRunsAndMedianAndLongestGap() {
        String table = new PeerResults(
                        List.of(
                                fault(1, 0, 24_400, ""),
                                fault(2, 3, 32_000, "refused"),
                                fault(3, 0, 25_200, "refused")),
                        List.of())
                .table();

        assertThat(table.lines().skip(1))
                .singleElement()
                .asString()
                .matches("primary-dies +a peer +3 +300 +3 +0 +0 +3 +25\\.2 s +32\\.0 s +refused");
    }

    @Test
    void commitsArePutBesideTheLoneServers() {
        String table = new PeerResults(
                        List.of(),
                        List.of(
                                new LatencyMeasure(PeerResults.LONE, 1, 4, 0.5, 2, 4000),
                                new LatencyMeasure("a peer", 1, 4, 1.5, 3, 2000)))
                .table();

        assertThat(table.lines().skip(2))
                .singleElement()
                .asString()
                .matches("a peer +1 +4 +1\\.50 ms +3\\.00 ms +2000 +3\\.00 +1\\.50");
    }

    @Test
    void percentilesAreOfAllCommits() {
        long[] nanos =
                LongStream.rangeClosed(1, 200).map(i -> (201 - i) * 1_000_000).toArray();

        LatencyMeasure measure = LatencyMeasure.of("a peer", 1, 4, nanos, 10);

        assertThat(measure.p50Millis()).isEqualTo(100);
        assertThat(measure.p99Millis()).isEqualTo(198);
        assertThat(measure.commitsPerSecond()).isEqualTo(20);
    }

    @Test
    void jsonHasEveryMeasureAfterWhatItIsAbout() throws Exception {
        JsonNode root = new ObjectMapper()
                .readTree(new PeerResults(List.of(fault(1, 0, 5, "")), List.of()).json(Map.of("cores", 2)));

        assertThat(root.fieldNames()).toIterable().containsExactly("cores", "faults", "latencies");
        assertThat(root.at("/faults/0/figures/gapMillis").asLong()).isEqualTo(5);
    }

    @Test
    void aMeasureCountsWhatTheJudgementFound() {
        Judgement.Finding finding = new Judgement.Finding("key", "sql", "");
        Judgement judgement = new Judgement(
                new Judgement.Counts(10, 7, 2, 1, 0),
                List.of(finding),
                List.of(finding, finding),
                List.of(),
                List.of(),
                List.of(finding, finding, finding),
                new Judgement.Gap(1234, 0));

        assertThat(FaultMeasure.of("a peer", Scenario.FROZEN, 2, judgement, "note"))
                .isEqualTo(new FaultMeasure("a peer", "frozen", 2, new Figures(7, 1, 2, 3, 2, 1, 1234), "note"));
    }
}
