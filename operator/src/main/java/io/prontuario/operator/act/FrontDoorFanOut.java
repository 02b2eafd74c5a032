package io.prontuario.operator.act;

import io.prontuario.operator.frontdoor.FrontDoorAgent;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import io.prontuario.operator.frontdoor.FrontDoors;
import io.prontuario.operator.frontdoor.OrderResult;
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
    Map<String, OrderResult> toAll(ActionContext context, Function<FrontDoorAgent, OrderResult> order) {
        Map<String, CompletableFuture<OrderResult>> pending = new LinkedHashMap<>();
        for (FrontDoorBox box : FrontDoorBox.of(context.accepted().spec())) {
            if (context.answering().contains(box.name())) {
                pending.put(box.name(), send(box, order));
            }
        }
        Map<String, OrderResult> outcomes = new HashMap<>();
        pending.forEach((name, delivery) -> outcomes.put(name, delivery.join()));
        return outcomes;
    }

    /** Sends an order to one box. */
    OrderResult toOne(FrontDoorBox box, Function<FrontDoorAgent, OrderResult> order) {
        return send(box, order).join();
    }

    private CompletableFuture<OrderResult> send(FrontDoorBox box, Function<FrontDoorAgent, OrderResult> order) {
        return CompletableFuture.supplyAsync(() -> order.apply(frontDoors.agent(box)), executor)
                .completeOnTimeout(
                        new OrderResult.Unreachable("no answer within " + TIMEOUT.toSeconds() + " s"),
                        TIMEOUT.toMillis(),
                        TimeUnit.MILLISECONDS)
                .exceptionally(failure -> new OrderResult.Unreachable(String.valueOf(failure.getMessage())));
    }
}
