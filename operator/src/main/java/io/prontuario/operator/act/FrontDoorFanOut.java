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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sends one order to several front doors, side by side. A box that does not answer probes is left out until it does, and a box that
 * stops answering is no longer waited for: to wait for a dead one would delay the next decision.
 */
public final class FrontDoorFanOut {
    /** Longer than the agents' own timeouts. */
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    /** How often a box that is waited for is looked at. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final FrontDoors frontDoors;
    private final Predicate<FrontDoorBox> silent;
    private final Executor executor;

    /** @param silent whether a box is known not to answer at this moment */
    public FrontDoorFanOut(FrontDoors frontDoors, Predicate<FrontDoorBox> silent, Executor executor) {
        this.frontDoors = frontDoors;
        this.silent = silent;
        this.executor = executor;
    }

    /** Sends an order to every box that answers and waits for all of them. @return the answers, by box */
    Map<String, AgentAnswer> toAll(ActionContext context, Function<FrontDoorAgent, AgentAnswer> order) {
        Map<FrontDoorBox, CompletableFuture<AgentAnswer>> pending = new LinkedHashMap<>();
        for (FrontDoorBox box : FrontDoorBox.of(context.accepted().spec())) {
            if (context.answering().contains(box.name())) {
                pending.put(box, send(box, order));
            }
        }
        Map<String, AgentAnswer> answers = new HashMap<>();
        pending.forEach((box, answer) -> answers.put(box.name(), await(box, answer)));
        return answers;
    }

    /** Sends an order to one box. */
    AgentAnswer toOne(FrontDoorBox box, Function<FrontDoorAgent, AgentAnswer> order) {
        return await(box, send(box, order));
    }

    private AgentAnswer await(FrontDoorBox box, CompletableFuture<AgentAnswer> answer) {
        while (!silent.test(box)) {
            try {
                return answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                continue;
            } catch (ExecutionException e) {
                return new AgentAnswer.Unreachable(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new AgentAnswer.Unreachable("interrupted");
            }
        }
        return answer.getNow(new AgentAnswer.Unreachable("it has stopped answering"));
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
