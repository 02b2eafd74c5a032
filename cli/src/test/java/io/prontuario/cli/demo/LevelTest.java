package io.prontuario.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LevelTest {
    @ParameterizedTest
    @EnumSource(Level.class)
    void everyStepIsPlayedOrNamedAsNotProven(Level level) {
        assertThat(Arrays.stream(Step.values()))
                .allSatisfy(step -> assertThat(level.steps().contains(step))
                        .isNotEqualTo(level.obstacle(step).isPresent()));
        assertThat(Level.named(level.title())).contains(level);
    }

    @Test
    void realClustersLeaveNothingOut() {
        assertThat(Level.CLUSTER.steps()).containsExactly(Step.values());
        assertThat(Level.CLUSTER.notProven()).isEmpty();
    }

    @Test
    void theHostsDeathsAndTheirReturnNeedNoRoot() {
        assertThat(Level.API.steps())
                .containsExactly(Step.PRIMARY_DIES, Step.SECONDARY_DIES, Step.BOTH_HOSTS_DIE, Step.HOSTS_RETURN);
        assertThat(Level.named("paper")).isEmpty();
    }
}
