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
 * millions of tiers are made.
 */
final class Collapse {
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Object> parts = new ArrayList<>();

    synchronized int[] pack(ClusterState tier) {
        return new int[] {
            number(tier.a()),
            number(tier.b()),
            number(tier.witness()),
            number(tier.cloud()),
            number(tier.record()),
            number(tier.cloudRecord()),
            number(tier.orders()),
            number(tier.acked()),
            (int) tier.ackedEpoch(),
            (int) tier.granted(),
            (int) tier.attested(),
            (int) tier.approved(),
            tier.cuts() | tier.grants() << 4 | tier.writes() << 16 | tier.faults() << 24
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
