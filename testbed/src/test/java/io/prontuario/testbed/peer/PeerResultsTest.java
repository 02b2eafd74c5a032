package io.prontuario.testbed.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.ledger.Judgement;
import io.prontuario.testbed.peer.FaultMeasure.Figures;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PeerResultsTest {
    private static FaultMeasure fault(int run, int lost, long gapMillis, String note) {
        return measure("a peer", "primary-dies", run, new Figures(100, lost, 0, 0, 0, 1, gapMillis), note);
    }

    private static FaultMeasure measure(String system, String scenario, int run, Figures figures, String note) {
        Verdict verdict = Verdict.of(Bar.safe(), figures, false, List.of());
        return new FaultMeasure(
                system, scenario, run, "then", figures, note, List.of("WriterSafe False Why: so"), verdict);
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
                .matches("primary-dies +a peer +3 +300 +3 +0 +0 +3 +25\\.2 s +32\\.0 s"
                        + " +2 of 3 +3 acknowledged writes lost +WriterSafe False Why +refused");
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
    void aMeasureThatFailedIsCountedWithItsReason() {
        PeerResults results = new PeerResults(
                List.of(
                        fault(1, 0, 1_000, ""),
                        FaultMeasure.failed("a peer", Scenario.PRIMARY_DIES, 2, "then", "it did not come back")),
                List.of());

        assertThat(results.table().lines().skip(1))
                .singleElement()
                .asString()
                .matches(
                        "primary-dies +a peer +2 +100 .* 1\\.0 s +1\\.0 s +1 of 2 +it did not come back +WriterSafe.*");
    }

    @Test
    void theMedianOfThePlatformsRunsHasABarOfItsOwn() {
        PeerResults results = new PeerResults(
                List.of(measure(Peer.PLATFORM, "primary-dies", 1, new Figures(100, 0, 0, 0, 0, 0, 5_400), "")),
                List.of());

        assertThat(results.table()).contains("1 of 1", "median gap 5.4 s, more than 5.0 s");
    }

    @Test
    void aMeasureTakesThePlaceOfTheSameRun() {
        PeerResults results =
                new PeerResults(List.of(fault(1, 0, 1, ""), fault(2, 0, 2, "")), List.of()).with(fault(1, 0, 3, ""));

        assertThat(results.faults())
                .extracting(measure -> measure.figures().gapMillis())
                .containsExactlyInAnyOrder(2L, 3L);
    }

    @Test
    void theNextSittingReadsWhatWasWritten() throws Exception {
        PeerResults results = new PeerResults(
                List.of(
                        fault(1, 0, 1_000, "note"),
                        FaultMeasure.failed("a peer", Scenario.SWITCHOVER, 2, "then", "why")),
                List.of(new LatencyMeasure("a peer", 1, 4, 1.5, 3, 2000)));

        assertThat(PeerResults.parse(results.json(Map.of("cores", 2)))).isEqualTo(results);
        assertThat(PeerResults.parse(
                                "{\"faults\": [{\"system\": \"a\", \"scenario\": \"frozen\", \"run\": 1, \"note\": \"\"}], \"latencies\": []}")
                        .table())
                .contains("0 of 1");
        assertThat(PeerResults.parse("")).isEqualTo(PeerResults.none());
    }

    @Test
    void thePlotHasEveryRunAndThePlatformsBars() throws Exception {
        PeerResults results = new PeerResults(
                List.of(
                        measure(Peer.PLATFORM, "standby-dies", 1, new Figures(1, 0, 0, 0, 0, 0, 100), ""),
                        measure(Peer.PLATFORM, "standby-dies", 2, new Figures(1, 0, 0, 0, 0, 0, 10_000), ""),
                        measure("a <peer>", "standby-dies", 1, new Figures(1, 0, 0, 0, 0, 0, 1_000_000), "")),
                List.of());

        Document plot = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(RecordPlot.svg(results))));

        NodeList dots = plot.getElementsByTagName("circle");
        assertThat(IntStream.range(0, dots.getLength()).mapToObj(i -> ((Element) dots.item(i)).getAttribute("cx")))
                .containsExactly("600", "840", "1080");
        assertThat(IntStream.range(0, plot.getElementsByTagName("line").getLength())
                        .mapToObj(
                                i -> (Element) plot.getElementsByTagName("line").item(i))
                        .filter(line -> line.getAttribute("stroke").equals("#d00")))
                .singleElement()
                .extracting(line -> line.getAttribute("x1"))
                .isEqualTo("720");
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

        assertThat(Figures.of(judgement)).isEqualTo(new Figures(7, 1, 2, 3, 2, 1, 1234));
    }
}
