package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.simulator.modelcheck.ClusterState.Database;
import io.prontuario.simulator.modelcheck.ClusterState.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tiers as a few numbers each: their parts are kept once. There are thousands of databases, records and sets of orders, of which
 * millions of states are made.
 */
final class Collapse {
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Object> parts = new ArrayList<>();

    synchronized int[] pack(ClusterState state) {
        return new int[] {
            number(state.a()),
            number(state.b()),
            number(state.witness()),
            number(state.cloud()),
            number(state.record()),
            number(state.cloudRecord()),
            number(state.orders()),
            number(state.acked()),
            (int) state.ackedEpoch(),
            (int) state.granted(),
            (int) state.attested(),
            (int) state.approved(),
            state.cuts() | state.grants() << 4 | state.writes() << 16 | state.faults() << 24
        };
    }

    private int number(Object part) {
        return numbers.computeIfAbsent(part, added -> {
            parts.add(added);
            return parts.size() - 1;
        });
    }

    @SuppressWarnings("unchecked") // a list among the parts is one of orders
    synchronized ClusterState unpack(int[] packed) {
        int counts = packed[12];
        return new ClusterState(
                (Database) parts.get(packed[0]),
                (Database) parts.get(packed[1]),
                (Witness) parts.get(packed[2]),
                (Database) parts.get(packed[3]),
                counts & 15,
                (WriterEpoch) parts.get(packed[4]),
                (WriterEpoch) parts.get(packed[5]),
                (List<WriteAction>) parts.get(packed[6]),
                (String) parts.get(packed[7]),
                packed[8],
                0,
                packed[9],
                packed[10],
                packed[11],
                counts >> 4 & 0xfff,
                counts >> 16 & 0xff,
                counts >> 24);
    }
}
