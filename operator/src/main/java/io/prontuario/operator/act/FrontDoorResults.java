package io.prontuario.operator.act;

import io.prontuario.operator.frontdoor.OrderResult;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of an order at each box. */
public record FrontDoorResults(Map<String, OrderResult> byBox) {
    public FrontDoorResults {
        byBox = Map.copyOf(byBox);
    }

    public static FrontDoorResults none() {
        return new FrontDoorResults(Map.of());
    }

    /** The first refusal by box name, as "BOX: why". A refusal is everybody's business: the same order goes to all. */
    public Optional<String> refusal() {
        return new TreeMap<>(byBox)
                .entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof OrderResult.Refused)
                        .map(entry -> entry.getKey() + ": " + ((OrderResult.Refused) entry.getValue()).message())
                        .findFirst();
    }

    /** The first box, by name, that has heard from a newer leader, as "BOX: what it heard". */
    public Optional<String> superseded() {
        return new TreeMap<>(byBox)
                .entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof OrderResult.Stale)
                        .map(entry -> entry.getKey() + ": " + ((OrderResult.Stale) entry.getValue()).message())
                        .findFirst();
    }
}
