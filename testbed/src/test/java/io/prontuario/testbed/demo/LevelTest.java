package io.prontuario.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.plan.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LevelTest {
    @ParameterizedTest
    @EnumSource(Level.class)
    void everyStepIsPlayedOrNamedAsNotProven(Level level) {
        assertThat(Step.of(Layout.EDGE))
                .allSatisfy(step -> assertThat(level.steps().contains(step))
                        .isNotEqualTo(level.obstacle(step).isPresent()));
        assertThat(Level.named(level.title())).contains(level);
    }

    @Test
    void realClustersLeaveNothingOut() {
        assertThat(Level.CLUSTER.steps()).containsExactlyElementsOf(Step.of(Layout.EDGE));
        assertThat(Level.CLUSTER.notProven()).isEmpty();
    }

    @Test
    void aControlPlaneOnSeveralHostsIsNothingForOneMachine() {
        assertThat(Step.of(Layout.STRETCHED))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(Level.API.obstacle(step)).isPresent())
                .allSatisfy(step -> assertThat(Level.CLUSTER.obstacle(step)).isEmpty());
    }

    @Test
    void theHostsDeathsAndTheirReturnNeedNoRoot() {
        assertThat(Level.API.steps())
                .containsExactly(Step.PRIMARY_DIES, Step.SECONDARY_DIES, Step.BOTH_HOSTS_DIE, Step.HOSTS_RETURN);
        assertThat(Level.named("paper")).isEmpty();
    }
}
