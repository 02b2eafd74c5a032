package io.prontuario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.cli.action.DetectionSuggestionService;
import io.prontuario.cli.action.Objectives;
import io.prontuario.cli.action.SuggestionService.Suggestion;
import io.prontuario.cli.action.SuggestionService.Thresholds;
import io.prontuario.cli.action.SuggestionService.Tried;
import io.prontuario.cli.output.DetectionSuggestionText;
import io.prontuario.cli.output.SuggestionText;
import io.prontuario.continuity.model.Detection;
import io.prontuario.simulator.Loss;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {
    private static final String EXAMPLE = "../examples/mac-studio-ha.yaml";

    @TempDir
    private Path folder;

    @Test
    void theSameArgumentsPrintTheSameBytes() {
        Ran first = simulate("--schedules", "20", "--seed", "7", "--loss", "1%", "-o", "json");
        Ran second = simulate("--schedules", "20", "--seed", "7", "--loss", "1%", "-o", "json");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out())
                .isEqualTo(second.out())
                .startsWith("{\"schedules\":20,\"seed\":7,")
                .contains(
                        "\"violations\":0",
                        "\"falseRoleChangesPerDay\":",
                        "\"missedDeaths\":0",
                        "\"availability\":",
                        "\"rto\":{\"both-hosts-die\":{\"count\":4,\"p50\":",
                        "\"rpo\":{\"both-hosts-die\":{");
    }

    @Test
    void theTableNamesEveryFailure() {
        assertThat(simulate("--schedules", "5").out())
                .contains("primary-dies", "both-hosts-die", "violations", "mark-downs", "a year", "worst schedule");
    }

    @Test
    void daysAreALifeAtPublishedRates() {
        Ran ran = simulate("--days", "3");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("3.0 days in 1 schedules", "time in mode");
    }

    @Test
    void aPlotStandsAlone() throws Exception {
        Path svg = folder.resolve("out.svg");
        Ran ran = simulate("--schedules", "10", "--plot", svg.toString());
        assertThat(ran.status()).as(ran.err()).isZero();
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        assertThat(parsers.newDocumentBuilder()
                        .parse(svg.toFile())
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
        assertThat(Files.readString(svg))
                .contains("primary-dies", "p50 ", "time in each mode", "<title>mac-studio-ha.yaml, mixed</title>")
                .doesNotContain("href", "<script", "@import");
    }

    @Test
    void twoObjectsAreComparedOnTheSameSeeds() throws Exception {
        Path slower = folder.resolve("slower.yaml");
        Files.writeString(
                slower,
                Files.readString(Path.of(EXAMPLE))
                        .replace("health: {interval: 5s, timeout: 2s", "health: {interval: 7s, timeout: 2s"));
        Ran ran = simulate("--schedules", "15", "--compare", slower.toString());
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("DIFFERENCE", "primary-dies: decided, ms, max", "figures are the same");
        assertThat(simulate("--schedules", "5", "--compare", EXAMPLE).out()).startsWith("no figure differs");
        assertThat(simulate("--schedules", "5", "--compare", slower.toString(), "-o", "json")
                        .out())
                .startsWith("{\"first\":{\"schedules\":5")
                .contains("\"second\":{\"schedules\":5");
    }

    @Tag("slow")
    @Test
    void impossibleObjectivesHaveNoSuggestion() {
        Ran impossible = simulate("--suggest", "--loss", "5%", "--objective", "decision=2s", "-o", "json");
        assertThat(impossible.status()).isEqualTo(ExitCode.OBJECTIVE_MISSED.status());
        assertThat(impossible.out())
                .startsWith("{\"decisionMillis\":2000,\"doubtsPerYear\":1.0,\"tried\":[{\"interval\":\"5s\"")
                .endsWith("\"suggested\":null}\n");
    }

    @Test
    void aSuggestionIsComparedWithThePlatformsThresholds() {
        Tried current = new Tried(new Thresholds(5000, 2000, 3), true, 17_000, 0, 0, 0.5);
        assertThat(SuggestionText.of(new Suggestion(
                        new Objectives(2000, 1, 8000), new Loss(0.05, 0), List.of(current), Optional.empty())))
                .contains("yours", "no thresholds meet both objectives");

        Tried faster = new Tried(new Thresholds(3000, 1000, 3), false, 10_000, 0, 0, 0.8);
        assertThat(SuggestionText.of(new Suggestion(
                        new Objectives(12_000, 1, 8000),
                        new Loss(0.05, 0),
                        List.of(current, faster),
                        Optional.of(faster))))
                .contains(
                        "suggested: health: {interval: 3s, timeout: 1s, failureThreshold: 3}",
                        "compared with yours: decided 7.0 s sooner");
    }

    @Test
    void aSuggestionOfTheWritersDetectionNamesItsWorstWriteGap() {
        Objectives objectives = new Objectives(12_000, 1, 8000);
        var yours = new DetectionSuggestionService.Tried(
                new Detection(Duration.ofSeconds(5), Duration.ofSeconds(2), 3), true, 20_500, 0, 0.01);
        assertThat(DetectionSuggestionText.of(
                        new DetectionSuggestionService.Suggestion(List.of(yours), Optional.empty()), objectives))
                .contains("20.5 s", "no timings meet both");
        var faster = new DetectionSuggestionService.Tried(Detection.defaults(), false, 6500, 0, 2.5);
        assertThat(DetectionSuggestionText.of(
                        new DetectionSuggestionService.Suggestion(List.of(yours, faster), Optional.of(faster)),
                        objectives))
                .contains(
                        "suggested: data: {postgres: {detection: {interval: 1s, timeout: 500ms, failureThreshold: 3}}}",
                        "worst write gap 6.5 s, with yours 20.5 s");
    }

    /** The timings of the document, on a network that loses one packet in twenty. */
    @Tag("slow")
    @Test
    void atFivePercentLossTheSuggestedDetectionMovesNoWriterThatIsWell() {
        Ran ran = simulate("--suggest", "--loss", "5%", "--objective", "doubts=5", "-o", "json");
        assertThat(ran.status()).as(ran.out()).isZero();
        String suggested = ran.out().replaceFirst(".*\"detection\":", "").replaceFirst(".*?\"suggested\":", "");
        assertThat(suggested).contains("\"falseMoves\":0");
        long gap = Long.parseLong(suggested.replaceFirst("(?s).*?\"worstWriteGapMillis\":(\\d+).*", "$1"));
        assertThat(gap).isBetween(1500L, 8000L);
    }

    @Test
    void badInputIsOneLineThatNamesTheOption() {
        for (String[] bad : new String[][] {
            {"loss", "--loss", "-3%"},
            {"loss", "--loss", "much"},
            {"scenario", "--scenario", "meteor"},
            {"schedules", "--schedules", "0"},
            {"schedules", "--schedules", "9", "--scenario", "life"},
            {"burst", "--burst", "long"},
            {"delay", "--delay", "far"},
            {"days", "--days", "0"},
            {"mutually exclusive", "--days", "3", "--schedules", "3"},
            {"mutually exclusive", "--suggest", "--loss", "1%", "--replay", "kept.txt"},
            {"mutually exclusive", "--compare", EXAMPLE, "--replay", "kept.txt"},
            {"--plot", "--suggest", "--loss", "1%", "--plot", "x.svg"},
            {"--days", "--replay", "kept.txt", "--days", "3"},
            {"rates", "--days", "1", "--rates", "nowhere.txt"},
            {"plot", "--schedules", "1", "--plot", "no/such/folder/x.svg"},
            {"loss", "--suggest"},
            {"--objective", "--objective", "decision=2s"},
            {"objective", "--suggest", "--loss", "1%", "--objective", "speed=3"},
            {"objective", "--suggest", "--loss", "1%", "--objective", "decision=soon"},
            {"objective", "--suggest", "--loss", "1%", "--objective", "doubts=-1"},
            {"objective", "--suggest", "--loss", "1%", "--objective", "writes=never"}
        }) {
            Ran ran = simulate(java.util.Arrays.copyOfRange(bad, 1, bad.length));
            assertThat(ran.status()).as(ran.err()).isEqualTo(2);
            assertThat(ran.err().strip().lines()).as(ran.err()).hasSize(1);
            assertThat(ran.err()).contains(bad[0].startsWith("m") ? bad[0] : bad[0] + ":");
        }
        assertThat(simulate("--loss", "-3%").err()).contains("loss: -0.03");
        assertThat(simulate("--scenario", "meteor").err()).contains("scenario", "meteor", "both-hosts-die");
    }

    @Test
    void aKeptScheduleIsRunAgain() throws Exception {
        Path kept = folder.resolve("kept.txt");
        Files.writeString(kept, "# the primary dies\nseed 1\nlength 300000\n60000 KILL 0 -1 100000\n");
        Ran ran = simulate("--replay", kept.toString());
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("nothing breaks\n");
        assertThat(simulate("--replay", kept.toString(), "-o", "json").out()).isEqualTo("{\"finding\":null}\n");
        for (String broken : new String[] {"", "nonsense", "seed x", "length 9\n5 EXPLODE 0 -1 1"}) {
            Files.writeString(kept, broken);
            Ran refused = simulate("--replay", kept.toString());
            assertThat(refused.status()).as(broken).isEqualTo(2);
            assertThat(refused.err().strip().lines()).as(refused.err()).hasSize(1);
            assertThat(refused.err()).contains("replay:");
        }
        assertThat(simulate("--replay", "nowhere.txt").err()).contains("replay: nowhere.txt cannot be read");
    }

    @Test
    void aSoundPlatformSavesNoSchedule() {
        Path save = folder.resolve("found.txt");
        Ran ran = simulate("--schedules", "5", "--scenario", "random", "--save", save.toString());
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(save).doesNotExist();
    }

    @Test
    void impossibleThresholdsNameTheField() throws Exception {
        Path broken = folder.resolve("broken.yaml");
        Files.writeString(
                broken,
                Files.readString(Path.of(EXAMPLE))
                        .replace("timeout: 2s, failureThreshold", "timeout: 9s, failureThreshold"));
        Ran ran = Ran.prontuario("simulate", broken.toString());
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err().strip().lines()).as(ran.err()).hasSize(1);
        assertThat(ran.err()).contains("spec.health");
    }

    private static Ran simulate(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "simulate";
        all[1] = EXAMPLE;
        System.arraycopy(options, 0, all, 2, options.length);
        return Ran.prontuario(all);
    }
}
