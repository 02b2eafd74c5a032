package io.prontuario.testbed.peer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which measures of one system are to be taken, and in which order. Pure. */
final class Agenda {
    /** @param run counted from 1 */
    record Item(Scenario scenario, int run) {}

    private Agenda() {}

    /** The first run of every scenario before the second of any: what is there of a sitting that ends early has every row. */
    static List<Item> of(Peer peer, PeerPlan plan, PeerResults known) {
        List<Item> items = new ArrayList<>();
        for (Scenario scenario : plan.scenarios()) {
            int runs = peer.obstacle(scenario).isPresent() ? 0 : plan.runs().orElse(peer.runs(scenario));
            for (int run = 1; run <= runs; run++) {
                if (plan.again() || !known.has(peer.name(), scenario, run)) {
                    items.add(new Item(scenario, run));
                }
            }
        }
        items.sort(Comparator.comparingInt(Item::run));
        return items;
    }
}
