package io.prontuario.ledger;

import java.util.Map;
import java.util.Set;

/**
 * What one way of reading the record found afterwards.
 *
 * @param source for people: "the writer's database", "the api"
 * @param kinds the kinds of write that it can see
 * @param byKey how often each write's effect is there
 */
public record FoundWrites(String source, Set<String> kinds, Map<String, Integer> byKey) {
    public FoundWrites {
        kinds = Set.copyOf(kinds);
        byKey = Map.copyOf(byKey);
    }

    boolean sees(Write write) {
        return kinds.contains(write.kind());
    }

    int times(Write write) {
        return byKey.getOrDefault(write.key(), 0);
    }
}
