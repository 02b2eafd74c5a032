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
 * Speaks to every box that answers, side by side. A box that has fallen silent is left out until it is seen to answer again:
 * waiting for a dead one would delay the next decision.
 */
public final class FrontDoorFanOut {
    /** Beyond the agents' own timeouts of seconds; a safety net. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final FrontDoors frontDoors;
    private final Executor executor;

    public FrontDoorFanOut(FrontDoors frontDoors, Executor executor) {
        this.frontDoors = frontDoors;
        this.executor = executor;
    }

    /** Gives one order to every box that answers and waits for all of them, for seconds at most. */
    FrontDoorResults toAll(ActionContext context, Function<FrontDoorAgent, OrderResult> order) {
        Map<String, CompletableFuture<OrderResult>> pending = new LinkedHashMap<>();
        for (FrontDoorBox box : FrontDoorBox.of(context.accepted().spec())) {
            if (context.answering().contains(box.name())) {
                pending.put(box.name(), send(box, order));
            }
        }
        Map<String, OrderResult> outcomes = new HashMap<>();
        pending.forEach((name, delivery) -> outcomes.put(name, delivery.join()));
        return new FrontDoorResults(outcomes);
    }

    /** Gives an order to one box. */
    OrderResult toOne(FrontDoorBox box, Function<FrontDoorAgent, OrderResult> order) {
        return send(box, order).join();
    }

    private CompletableFuture<OrderResult> send(FrontDoorBox box, Function<FrontDoorAgent, OrderResult> order) {
        return CompletableFuture.supplyAsync(() -> order.apply(frontDoors.agent(box)), executor)
                .completeOnTimeout(
                        new OrderResult.Unreachable("no answer within " + PATIENCE.toSeconds() + " s"),
                        PATIENCE.toMillis(),
                        TimeUnit.MILLISECONDS)
                .exceptionally(failure -> new OrderResult.Unreachable(String.valueOf(failure.getMessage())));
    }
}
