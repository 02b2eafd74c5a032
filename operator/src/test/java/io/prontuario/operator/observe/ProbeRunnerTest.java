package io.prontuario.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.ServiceSpec.ProbeType;
import io.prontuario.operator.frontdoor.FrontDoorAgent;
import io.prontuario.operator.support.FakeFrontDoors;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class ProbeRunnerTest {
    private static final SiteName SITE = new SiteName("mac-studio-1");

    private final Map<String, ProbeResult> answers = new HashMap<>();
    private final List<String> probed = new ArrayList<>();
    private final List<ProbeRound> rounds = new ArrayList<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private long now;

    @Test
    void roundsAreNumberedFromTheGivenSequence() {
        ProbeRunner runner = runner(Runnable::run, Optional.empty(), 41, target("api", 5));
        tick(runner, 0);
        tick(runner, 5);
        assertThat(rounds).extracting(ProbeRound::sequence).containsExactly(42L, 43L);
    }

    @Test
    void everyServiceHasItsOwnInterval() {
        ProbeRunner runner = runner(Runnable::run, Optional.empty(), 0, target("api", 5), target("slow", 15));
        for (int second = 0; second <= 30; second += 5) {
            tick(runner, second);
        }
        assertThat(probed.stream().filter("api"::equals)).hasSize(7);
        assertThat(probed.stream().filter("slow"::equals)).hasSize(3);
    }

    @Test
    void consecutiveFailuresAreCountedAndResetOnSuccess() {
        ProbeRunner runner = runner(Runnable::run, Optional.empty(), 0, target("api", 5));
        answers.put("api", ProbeResult.notReady("503"));
        tick(runner, 0);
        tick(runner, 5);
        assertThat(newest().results().get("api").failures()).isEqualTo(2);
        answers.put("api", ProbeResult.ready());
        tick(runner, 10);
        assertThat(newest().results().get("api").failures()).isZero();
    }

    @Test
    void aTickDuringARoundIsSkipped() {
        ProbeRunner runner = runner(held::add, Optional.empty(), 0, target("api", 5));
        tick(runner, 0);
        tick(runner, 5);
        assertThat(held).hasSize(1);
        held.remove().run();
        assertThat(rounds).hasSize(1);
        tick(runner, 10);
        assertThat(held).hasSize(1);
    }

    @Test
    void noExceptionEndsTheSchedule() {
        ProbeRunner runner = runner(Runnable::run, Optional.empty(), 0, target("broken", 5));
        tick(runner, 0);
        tick(runner, 5);
        answers.put("broken", ProbeResult.ready());
        tick(runner, 10);
        assertThat(newest().results().get("broken").result().kind()).isEqualTo(ProbeResult.Kind.READY);

        ProbeRunner rejected = runner(
                task -> {
                    throw new java.util.concurrent.RejectedExecutionException("full");
                },
                Optional.empty(),
                0,
                target("api", 5));
        tick(rejected, 0);
        tick(rejected, 5);
    }

    @Test
    void theAgentReportsEveryRound() {
        FakeFrontDoors.Box agent = new FakeFrontDoors.Box();
        ProbeRunner runner = runner(Runnable::run, Optional.of(agent), 0);
        tick(runner, 0);
        assertThat(newest().report()).isEmpty();
        agent.silent = false;
        tick(runner, 5);
        assertThat(newest().report()).isPresent();
    }

    private ProbeRound newest() {
        return rounds.get(rounds.size() - 1);
    }

    private void tick(ProbeRunner runner, int second) {
        now = Duration.ofSeconds(second).toNanos();
        runner.tick();
    }

    private ProbeRunner runner(Executor executor, Optional<FrontDoorAgent> agent, long first, ProbeTarget... targets) {
        Prober prober = target -> {
            probed.add(target.service());
            if (target.service().equals("broken") && !answers.containsKey("broken")) {
                throw new IllegalStateException("broken prober");
            }
            return answers.getOrDefault(target.service(), ProbeResult.ready());
        };
        return new ProbeRunner(
                new ProbeGroup(SITE, List.of(targets), Optional.empty(), Duration.ofSeconds(5)),
                agent,
                new ProbeRunner.Means(prober, executor, () -> now),
                first,
                rounds::add);
    }

    private static ProbeTarget target(String service, int seconds) {
        return new ProbeTarget(
                SITE,
                service,
                "192.0.2.2",
                30080,
                new ProbeTarget.Request(ProbeType.HTTP, "/readyz", Map.of(), ""),
                new ProbeTarget.Timing(Duration.ofSeconds(seconds), Duration.ofSeconds(2), 0));
    }
}
