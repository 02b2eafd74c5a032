package io.prontuario.simulator.modelcheck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has been found and not been looked at, and what has been found at all. States with fewer faults come first, so that each is
 * looked at once, with the fewest that lead there: whatever comes of it with more comes of it with fewer.
 */
final class Frontier {
    private final Collapse collapse = new Collapse();
    private final Fingerprints seen = new Fingerprints();
    private final Fingerprints expanded = new Fingerprints();
    private final List<ArrayDeque<int[]>> layers = new ArrayList<>();
    private Fingerprints later = new Fingerprints();
    private int layer;
    private int busy;
    private boolean ended;

    Frontier(int faults) {
        for (int i = 0; i <= faults; i++) {
            layers.add(new ArrayDeque<>());
        }
    }

    synchronized void add(ClusterState state, long from) {
        if (state.faults() == layer) {
            if (seen.add(state.core(), from)) {
                layers.get(layer).add(collapse.pack(state));
                notifyAll();
            }
        } else if (!seen.contains(state.core()) && later.add(state.core(), from)) {
            layers.get(state.faults()).add(collapse.pack(state));
        }
    }

    /** Whether this state was not reached before. */
    synchronized boolean expands(ClusterState state) {
        return expanded.add(state.core(), 0);
    }

    /** The next one, of which the caller has to say when it is {@link #done}; empty: there is none left. */
    synchronized Optional<ClusterState> next() throws InterruptedException {
        while (!ended) {
            int[] packed = layers.get(layer).poll();
            if (packed != null) {
                busy++;
                return Optional.of(collapse.unpack(packed));
            }
            if (busy > 0) {
                wait();
            } else if (layer + 1 < layers.size()) {
                deeper();
            } else {
                end();
            }
        }
        return Optional.empty();
    }

    /** One fault more: of what was found so far, the states that were not reached with fewer. */
    private void deeper() {
        layer++;
        ArrayDeque<int[]> found = layers.get(layer);
        int before = found.size();
        for (int i = 0; i < before; i++) {
            int[] packed = found.poll();
            long print = collapse.unpack(packed).core();
            if (seen.add(print, later.cameFrom(print))) {
                found.add(packed);
            }
        }
        later = new Fingerprints();
    }

    synchronized void done() {
        busy--;
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized int states() {
        return expanded.size();
    }

    synchronized int waiting() {
        return layers.stream().mapToInt(ArrayDeque::size).sum();
    }

    synchronized boolean empty() {
        return busy == 0 && waiting() == 0;
    }

    synchronized long cameFrom(long print) {
        return seen.cameFrom(print);
    }
}
