package io.prontuario.operator.data;

import static io.prontuario.operator.data.Boxes.FIRST;
import static io.prontuario.operator.data.Boxes.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentClient.DataResult;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.operator.feature.PlatformLog;
import io.prontuario.operator.frontdoor.DataAgent;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderSenderTest {
    private static final FrontDoorBox ONE = Boxes.boxes().copies().get(FIRST);
    private static final FrontDoorBox TWO = Boxes.boxes().copies().get(SECOND);
    private static final Applied APPLIED = new Applied(Change.UNCHANGED, "");
    private static final DataOrder ROUTE = new DataOrder.Route(1, 2, null);
    private static final DataOrder DEMOTE = new DataOrder.Demote(1, 2);
    private static final DataOrder FENCE = new DataOrder.Fence(1, 2);

    private final Map<String, List<DataOrder>> received = new ConcurrentHashMap<>();
    private final List<String> polled = new CopyOnWriteArrayList<>();
    private final Map<String, Function<DataOrder, AgentAnswer>> answers = new ConcurrentHashMap<>();
    private final OrderSender sender =
            new OrderSender(this::agent, new PlatformLog("prontuario", "hospital"), box -> polled.add(box.name()));

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void aBoxThatDoesNotAnswerDelaysNoOther() {
        CountDownLatch released = new CountDownLatch(1);
        answers.put("mac-studio-1", order -> {
            awaitOf(released);
            return new AgentAnswer.Unreachable("dead");
        });
        sender.send(ONE, List.of(FENCE, DEMOTE));
        sender.send(TWO, List.of(FENCE, DEMOTE));
        await().untilAsserted(() -> assertThat(received("mac-studio-2")).containsExactly(FENCE, DEMOTE));
        await().untilAsserted(() -> assertThat(polled).containsExactly("mac-studio-2"));

        DataOrder newer = new DataOrder.Fence(1, 4);
        sender.send(ONE, List.of(new DataOrder.Fence(1, 3)));
        sender.send(ONE, List.of(newer));
        released.countDown();
        await().untilAsserted(() -> assertThat(received("mac-studio-1"))
                .as("the next order would wait as long; newer ones replace those that wait")
                .containsExactly(FENCE, newer));
    }

    @Test
    void theRouteDoesNotWaitForADatabaseThatStops() {
        CountDownLatch released = new CountDownLatch(1);
        answers.put("mac-studio-1", order -> {
            if (order.equals(DEMOTE)) {
                awaitOf(released);
            }
            return APPLIED;
        });
        sender.send(ONE, List.of(DEMOTE, ROUTE));
        await().untilAsserted(() -> assertThat(received("mac-studio-1")).containsExactlyInAnyOrder(DEMOTE, ROUTE));
        DataOrder newer = new DataOrder.Route(1, 3, "mac-studio-2");
        sender.send(ONE, List.of(FENCE, newer));
        await().untilAsserted(() -> assertThat(received("mac-studio-1")).contains(newer));
        assertThat(received("mac-studio-1")).doesNotContain(FENCE);
        released.countDown();
        await().untilAsserted(() -> assertThat(received("mac-studio-1")).endsWith(FENCE));
    }

    @Test
    void whatIsNotOrderedAnyMoreIsNotSent() {
        CountDownLatch released = new CountDownLatch(1);
        answers.put("mac-studio-1", order -> {
            awaitOf(released);
            return APPLIED;
        });
        sender.send(ONE, List.of(DEMOTE));
        await().untilAsserted(() -> assertThat(received("mac-studio-1")).containsExactly(DEMOTE));
        sender.send(ONE, List.of(FENCE));
        sender.send(ONE, List.of(ROUTE));
        released.countDown();
        await().untilAsserted(() -> assertThat(polled).hasSize(2));
        assertThat(received("mac-studio-1")).containsExactly(DEMOTE, ROUTE);
    }

    private static void awaitOf(CountDownLatch released) {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatWasAcceptedIsNotSentAgainAtOnceAndWhatWasRefusedIs() {
        sender.send(TWO, List.of(ROUTE));
        await().untilAsserted(() -> assertThat(polled).hasSize(1));
        sender.send(TWO, List.of(ROUTE));
        answers.put("mac-studio-2", order -> new AgentAnswer.Refused("no room on the disk: free some"));
        sender.send(TWO, List.of(DEMOTE));
        await().untilAsserted(() -> assertThat(sender.refusal(TWO)).contains("no room on the disk: free some"));
        answers.remove("mac-studio-2");
        sender.send(TWO, List.of(DEMOTE));
        await().untilAsserted(() -> assertThat(received("mac-studio-2")).containsExactly(ROUTE, DEMOTE, DEMOTE));
        await().untilAsserted(() -> assertThat(sender.refusal(TWO)).isEmpty());
    }

    @Test
    void theOwnerIsKnownToBeAcceptedUntilItChanges() {
        DataOrder.Owner owner = new DataOrder.Owner(1, 2, "records", "records", "secret", OwnerSettings.ALL);
        assertThat(sender.accepted(ONE, owner)).isFalse();
        sender.send(ONE, List.of(ROUTE, owner));
        await().until(() -> sender.accepted(ONE, owner));
        assertThat(sender.accepted(ONE, new DataOrder.Owner(1, 2, "records", "records", "another", OwnerSettings.ALL)))
                .isFalse();
        assertThat(sender.accepted(TWO, owner)).isFalse();
    }

    private List<DataOrder> received(String box) {
        return received.getOrDefault(box, List.of());
    }

    private DataAgent agent(FrontDoorBox box) {
        return new DataAgent() {
            @Override
            public DataResult data() {
                return Boxes.silent();
            }

            @Override
            public AgentAnswer order(DataOrder order) {
                received.computeIfAbsent(box.name(), name -> new CopyOnWriteArrayList<>())
                        .add(order);
                return answers.getOrDefault(box.name(), any -> APPLIED).apply(order);
            }
        };
    }
}
