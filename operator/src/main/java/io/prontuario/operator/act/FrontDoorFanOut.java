package io.prontuario.operator.act;

import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.operator.frontdoor.FrontDoorAgent;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import io.prontuario.operator.frontdoor.FrontDoors;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Sends one order to several front doors, side by side. A box that does not answer probes is left out until it does: to wait for a
 * dead one would delay the next decision.
 */
public final class FrontDoorFanOut {
    /** Longer than the agents' own timeouts. */
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final FrontDoors frontDoors;
    private final Executor executor;

    public FrontDoorFanOut(FrontDoors frontDoors, Executor executor) {
        this.frontDoors = frontDoors;
        this.executor = executor;
    }

    /** Sends an order to every box that answers and waits for all of them. @return the answers, by box */
    Map<String, AgentAnswer> toAll(ActionContext context, Function<FrontDoorAgent, AgentAnswer> order) {
        Map<String, CompletableFuture<AgentAnswer>> pending = new LinkedHashMap<>();
        for (FrontDoorBox box : FrontDoorBox.of(context.accepted().spec())) {
            if (context.answering().contains(box.name())) {
                pending.put(box.name(), send(box, order));
            }
        }
        Map<String, AgentAnswer> answers = new HashMap<>();
        pending.forEach((name, answer) -> answers.put(name, answer.join()));
        return answers;
    }

    /** Sends an order to one box. */
    AgentAnswer toOne(FrontDoorBox box, Function<FrontDoorAgent, AgentAnswer> order) {
        return send(box, order).join();
    }

    private CompletableFuture<AgentAnswer> send(FrontDoorBox box, Function<FrontDoorAgent, AgentAnswer> order) {
        return CompletableFuture.supplyAsync(() -> order.apply(frontDoors.agent(box)), executor)
                .completeOnTimeout(
                        new AgentAnswer.Unreachable("no answer within " + TIMEOUT.toSeconds() + " s"),
                        TIMEOUT.toMillis(),
                        TimeUnit.MILLISECONDS)
                .exceptionally(failure -> new AgentAnswer.Unreachable(String.valueOf(failure.getMessage())));
    }
}
