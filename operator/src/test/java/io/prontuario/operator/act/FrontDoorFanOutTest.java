package io.prontuario.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.operator.frontdoor.FrontDoorAgent;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import io.prontuario.operator.frontdoor.FrontDoors;
import io.prontuario.operator.frontdoor.SilentFrontDoors;
import io.prontuario.operator.support.Passes;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FrontDoorFanOutTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final AgentAnswer DONE = new AgentAnswer.Refused("an answer");
    private static final ProntuarioPlatform PLATFORM = PlatformYaml.read(
            """
            apiVersion: platform.prontuario.io/v1alpha1
            kind: ProntuarioPlatform
            metadata: {name: hospital, namespace: prontuario}
            spec:
              hosts:
                - {name: one, role: Primary, address: 10.0.0.1, agentPort: 9001}
                - {name: two, role: Secondary, address: 10.0.0.2, agentPort: 9002}
              edge:
                nodes: [{name: edge, address: 10.0.0.3, agentPort: 9003}]
              services: []
            """);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    @AfterEach
    void stop() {
        answers.countDown();
        threads.shutdownNow();
    }

    private Map<String, AgentAnswer> send(Predicate<FrontDoorBox> isSilent, Set<String> answering) {
        // The agent is looked up in the thread of its box; that of "one" waits there.
        FrontDoors frontDoors = this::agent;
        return new FrontDoorFanOut(frontDoors, isSilent, threads)
                .toAll(
                        new ActionContext(
                                Passes.of(PLATFORM, OperatorRole.ONSITE, NOW),
                                new FailoverDecider()
                                        .initial(
                                                Passes.of(PLATFORM, OperatorRole.ONSITE, NOW)
                                                        .policy(),
                                                NOW),
                                answering),
                        agent -> DONE);
    }

    private FrontDoorAgent agent(FrontDoorBox box) {
        if (box.name().equals("one")) {
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return new SilentFrontDoors().agent(box);
    }

    @Test
    void aBoxThatStopsAnsweringIsNoLongerWaitedFor() {
        Predicate<FrontDoorBox> diesWhenAsked = box -> {
            if (box.name().equals("one") && asked.getCount() == 0) {
                silent.add("one");
            }
            return silent.contains(box.name());
        };
        Map<String, AgentAnswer> answered = send(diesWhenAsked, Set.of("one", "two", "edge"));
        assertThat(answers.getCount()).as("the box never answered").isEqualTo(1);
        assertThat(answered)
                .containsEntry("one", new AgentAnswer.Unreachable("it has stopped answering"))
                .containsEntry("two", DONE)
                .containsEntry("edge", DONE);
    }

    @Test
    void aBoxThatAnswersSlowlyIsWaitedFor() {
        Predicate<FrontDoorBox> answersAtTheSecondLook = box -> {
            if (box.name().equals("one") && !silent.add("looked")) {
                answers.countDown();
            }
            return false;
        };
        assertThat(send(answersAtTheSecondLook, Set.of("one", "two"))).isEqualTo(Map.of("one", DONE, "two", DONE));
    }

    @Test
    void aBoxThatDoesNotAnswerProbesIsNotAsked() {
        assertThat(send(box -> false, Set.of("two"))).isEqualTo(Map.of("two", DONE));
        assertThat(asked.getCount()).isEqualTo(1);
    }
}
