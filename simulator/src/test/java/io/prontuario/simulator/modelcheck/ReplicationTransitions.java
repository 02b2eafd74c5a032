package io.prontuario.simulator.modelcheck;

import io.prontuario.simulator.modelcheck.ClusterState.Database;
import io.prontuario.simulator.modelcheck.ClusterState.Power;
import io.prontuario.simulator.modelcheck.ClusterState.Witness;
import java.util.List;
import java.util.Optional;

/** Clients write where writes are accepted; WAL flows. */
final class ReplicationTransitions {
    private final Bounds bounds;

    ReplicationTransitions(Bounds bounds) {
        this.bounds = bounds;
    }

    void from(ClusterState state, List<Step> steps) {
        for (int machine : new int[] {0, 1, ClusterState.CLOUD}) {
            Database database = state.database(machine);
            if (database.writing() && database.power() == Power.ON && state.writes() < bounds.writes()) {
                String longer = database.log() + (char) ('a' + state.writes());
                ClusterState after = StateBuilder.of(state)
                        .database(machine, database.log(longer))
                        .written()
                        .done();
                steps.add(new Step("write " + ClusterState.name(machine), MessageDelivery.acknowledge(after, machine)));
            }
            boolean sends = database.writing() || database.demotedFrom() == database.epoch() && database.epoch() > 0;
            for (int to = 0; sends && to <= ClusterState.CLOUD; to++) {
                if (to != machine && state.reaches(machine, to)) {
                    flow(state, machine, to).ifPresent(steps::add);
                }
            }
        }
    }

    private Optional<Step> flow(ClusterState state, int from, int to) {
        Database source = state.database(from);
        String name = "flow " + ClusterState.name(from) + " " + ClusterState.name(to);
        if (to == ClusterState.EDGE) {
            Witness witness = state.witness();
            if (!source.writing() && source.demotedFrom() != source.epoch()
                    || witness.epoch() != source.epoch()
                    || witness.fencedBelow() > source.epoch()
                    || !extendable(witness.log(), source.log())) {
                return Optional.empty();
            }
            ClusterState after = StateBuilder.of(state)
                    .witness(witness.log(source.log().substring(0, witness.log().length() + 1)))
                    .done();
            return Optional.of(new Step(name, MessageDelivery.acknowledge(after, from)));
        }
        Database copy = state.database(to);
        if (to == ClusterState.CLOUD && from != ClusterState.CLOUD) {
            return bounds.cloud() && !bounds.copyIsChosen() ? ship(state, source, name) : Optional.empty();
        }
        if (copy.epoch() != source.epoch()
                || copy.fencedBelow() > source.epoch()
                || !extendable(copy.log(), source.log())) {
            return Optional.empty();
        }
        ClusterState after = StateBuilder.of(state)
                .database(to, copy.log(source.log().substring(0, copy.log().length() + 1)))
                .done();
        return Optional.of(new Step(name, MessageDelivery.acknowledge(after, from)));
    }

    /** The cloud's copy follows the writer on site and takes no part in an acknowledgement. */
    private static Optional<Step> ship(ClusterState state, Database source, String name) {
        Database cloud = state.cloud();
        if (cloud.writing() || cloud.fencedBelow() > source.epoch() || cloud.epoch() > source.epoch()) {
            return Optional.empty();
        }
        int length = 0;
        while (length < cloud.log().length()
                && length < source.log().length()
                && cloud.log().charAt(length) == source.log().charAt(length)) {
            length++;
        }
        String longer = source.log().substring(0, Math.min(source.log().length(), length + 1));
        return Optional.of(new Step(
                name,
                StateBuilder.of(state)
                        .database(ClusterState.CLOUD, cloud.following(source.epoch(), longer))
                        .done()));
    }

    private static boolean extendable(String copy, String source) {
        return source.length() > copy.length() && source.startsWith(copy);
    }
}
