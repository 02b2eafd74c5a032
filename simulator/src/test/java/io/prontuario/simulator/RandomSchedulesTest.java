package io.prontuario.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every invariant on random schedules, and on those that once broke one. */
class RandomSchedulesTest {
    private static final int SCHEDULES = Integer.getInteger("prontuario.schedules", 120);
    private static final long FIRST_SEED = Long.getLong("prontuario.seed", 1);
    private static final long QUARTER_HOUR = 900_000;

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"reference", "short", "edge", "damped", "manual", "paused", "planned", "lossy", "bursty"})
    void noInvariantBreaks(String variant) {
        Checker checker = new Checker(Variants.of(variant), new Deciders());
        long[] events = {0};
        Optional<Checker.Finding> finding =
                checker.search(FIRST_SEED, SCHEDULES, QUARTER_HOUR, 6, total -> events[0] = total);
        assertThat(finding.map(found -> found.describe(checker.nodes()) + "\n"
                        + found.schedule().format()))
                .as("settings %s", variant)
                .isEmpty();
        assertThat(events[0]).isGreaterThan(SCHEDULES * 5000L);
    }

    /** With a switchover or a drill of some host among the faults. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"reference", "short", "edge", "damped", "manual", "paused", "lossy", "bursty"})
    void noInvariantBreaksWhileAHostIsLeftOnRequest(String variant) {
        Checker checker = new Checker(Variants.of(variant), new Deciders());
        Optional<Checker.Finding> finding = checker.search(
                FIRST_SEED,
                SCHEDULES,
                seed -> Schedule.rehearsed(seed, QUARTER_HOUR, checker.nodes(), 6),
                events -> {});
        assertThat(finding.map(Checker.Finding::file))
                .as("settings %s", variant)
                .isEmpty();
    }

    /** With a host whose agent is dead for a while among the faults. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"reference", "short", "edge", "planned", "lossy"})
    void noInvariantBreaksWhileAnAgentIsDead(String variant) {
        Checker checker = new Checker(Variants.of(variant), new Deciders());
        Optional<Checker.Finding> finding = checker.search(
                FIRST_SEED,
                SCHEDULES,
                seed -> Schedule.withDeadAgent(seed, QUARTER_HOUR, checker.nodes(), 6),
                events -> {});
        assertThat(finding.map(Checker.Finding::file))
                .as("settings %s", variant)
                .isEmpty();
    }

    /** A few, for every build. */
    @ParameterizedTest
    @ValueSource(strings = {"reference", "short", "edge", "damped", "manual", "paused", "planned", "lossy", "bursty"})
    void noInvariantBreaksOnTheFirstSchedules(String variant) {
        Checker checker = new Checker(Variants.of(variant), new Deciders());
        assertThat(checker.search(FIRST_SEED, 8, QUARTER_HOUR, 6, events -> {}).map(Checker.Finding::file))
                .as("settings %s", variant)
                .isEmpty();
    }

    static Stream<Path> kept() throws IOException {
        return Files.list(Path.of("src/test/resources/schedules")).sorted();
    }

    @ParameterizedTest
    @MethodSource("kept")
    void whatOnceBrokeAnInvariantDoesNotAnyMore(Path file) throws IOException {
        String text = Files.readString(file);
        for (String variant : Variants.ALL.keySet()) {
            assertThat(new Checker(Variants.of(variant), new Deciders()).check(Schedule.parse(text)))
                    .as("%s, settings %s", file.getFileName(), variant)
                    .isEmpty();
        }
    }
}
