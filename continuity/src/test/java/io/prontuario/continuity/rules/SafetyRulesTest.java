package io.prontuario.continuity.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.SafetyRule;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No rule is forgotten: every class of this package is one that {@link SafetyRule} names, so that the removal tests (which take all of
 * its values) remove it, and the generated page has a row for it.
 */
class SafetyRulesTest {
    private static final Path RULES = Path.of("src/main/java/io/prontuario/continuity/rules");

    /** They block nothing by themselves. */
    private static final Set<String> NO_RULES = Set.of(
            "FailoverRules",
            "WriteRules",
            "CloudAvailability",
            "TransitionProgress",
            "TransitionHistory",
            // the length of a window; what has to last for it is TakeoverEvidence
            "TakeoverWindow",
            // what a poll says; what its silence leads to is WriterLoss, and the synchronous set
            "PollCounter",
            "package-info");

    private static Set<String> rules() throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !NO_RULES.contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void everyClassThatIsARuleIsNamed() throws IOException {
        assertThat(Arrays.stream(SafetyRule.values()).map(SafetyRule::className).collect(Collectors.toSet()))
                .isEqualTo(rules());
    }

    @Test
    void everyRuleSaysWhatItIsAndWhy() throws IOException {
        for (String rule : rules()) {
            assertThat(Files.readString(RULES.resolve(rule + ".java"))).as(rule).contains("<p>Rule: ");
        }
        assertThat(SafetyRule.values()).allSatisfy(rule -> {
            assertThat(rule.statement()).endsWith(".").hasSizeLessThanOrEqualTo(85);
            assertThat(rule.prevents()).endsWith(".").hasSizeLessThanOrEqualTo(85);
        });
    }

    @Test
    void noPublicConstructorMakesARuleOrASetOfRules() throws ClassNotFoundException, IOException {
        Set<String> classes = new TreeSet<>(rules());
        classes.addAll(Set.of("FailoverRules", "WriteRules", "TakeoverWindow"));
        for (String name : classes) {
            assertThat(Class.forName("io.prontuario.continuity.rules." + name).getDeclaredConstructors())
                    .as(name)
                    .noneMatch(constructor -> Modifier.isPublic(constructor.getModifiers()));
        }
    }

    @Test
    void noPublicWayMakesADeciderOrASetWithoutARule() {
        for (Class<?> decider : Set.of(FailoverDecider.class, WriteAuthority.class)) {
            assertThat(decider.getConstructors())
                    .as(decider.getSimpleName())
                    .allMatch(constructor -> constructor.getParameterCount() == 0);
        }
        for (Class<?> set : Set.of(FailoverRules.class, WriteRules.class)) {
            assertThat(Arrays.stream(set.getMethods())
                            .filter(method -> set.isAssignableFrom(method.getReturnType()))
                            .map(Method::getName))
                    .as(set.getSimpleName())
                    .containsExactly("all");
        }
    }

    @Test
    void theFirstRulesAreAboutTheActiveSiteAndTheRestAboutTheWriter() {
        assertThat(SafetyRule.DRAIN_CANCELLATION.concernsWriter()).isFalse();
        assertThat(SafetyRule.WRITE_QUORUM.concernsWriter()).isTrue();
        assertThat(SafetyRule.INBOX_DRAINED.concernsWriter()).isTrue();
        assertThat(SafetyRule.PEER_VETO).hasToString("PeerVeto");
    }
}
