package io.prontuario.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.plan.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoLevelTest {
    @ParameterizedTest
    @EnumSource(DemoLevel.class)
    void everyStepRunsOrIsListedAsNotProven(DemoLevel level) {
        assertThat(Step.of(Layout.EDGE))
                .allSatisfy(step -> assertThat(level.steps().contains(step))
                        .isNotEqualTo(level.obstacle(step).isPresent()));
        assertThat(DemoLevel.named(level.title())).contains(level);
    }

    @Test
    void realClustersProveEveryClaim() {
        assertThat(DemoLevel.CLUSTER.steps()).containsExactlyElementsOf(Step.of(Layout.EDGE));
        assertThat(DemoLevel.CLUSTER.notProven()).isEmpty();
    }

    @Test
    void stepsThatNeedSeveralHostsCannotRunOnLoopback() {
        assertThat(Step.of(Layout.STRETCHED))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(DemoLevel.API.obstacle(step)).isPresent())
                .allSatisfy(step -> assertThat(DemoLevel.CLUSTER.obstacle(step)).isEmpty());
    }

    @Test
    void theHostsDeathsAndTheirReturnNeedNoRoot() {
        assertThat(DemoLevel.API.steps())
                .containsExactly(Step.PRIMARY_DIES, Step.SECONDARY_DIES, Step.BOTH_HOSTS_DIE, Step.HOSTS_RETURN);
        assertThat(DemoLevel.named("paper")).isEmpty();
    }
}
