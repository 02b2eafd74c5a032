package io.prontuario.host.agent.database;

import io.prontuario.host.protocol.data.DataOrder.CatchUp;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known when the next step is chosen.
 *
 * @param state what was ordered and recorded
 * @param instance what the instance is
 * @param peers what other boxes said lately, by name
 */
record Situation(DatabaseState state, Instance instance, Map<String, Peer> peers) {
    Situation {
        peers = Map.copyOf(peers);
    }

    /**
     * @param empty whether there is no data
     * @param running whether its process runs
     * @param mayStart whether it may be started: not at once after a start that failed
     * @param systemId of its cluster; empty where there is none
     * @param control of a stopped instance
     * @param answer what it answers; null: nothing yet
     * @param silentMillis for how long it has been set up to stream without receiving anything
     * @param unansweredMillis for how long it has run without an answer
     */
    record Instance(
            boolean empty,
            boolean running,
            boolean mayStart,
            String systemId,
            @Nullable ControlData control,
            Monitor.@Nullable Seen answer,
            long silentMillis,
            long unansweredMillis) {}

    /** Whether the box receives what the writer that it was ordered to follow writes. */
    boolean follows() {
        return follows(state, instance.answer());
    }

    static boolean follows(DatabaseState state, Monitor.@Nullable Seen seen) {
        Follow follow = state.orders().follow();
        return follow != null
                && seen != null
                && seen.receiving()
                && state.held().epoch() == follow.epoch()
                && state.streaming() != null
                && state.streaming().source().equals(follow.writer());
    }

    /** The writer to follow, if it is known to write the ordered epoch. */
    @Nullable
    VerifiedWriter writer() {
        Follow follow = state.orders().follow();
        Peer peer = follow == null ? null : peers.get(follow.writer().name());
        if (follow == null || peer == null || !peer.writes(follow.epoch())) {
            return null;
        }
        DatabaseReport database = peer.database();
        Peer.Log log = peer.log();
        return database == null || log == null
                ? null
                : new VerifiedWriter(peer.source(), database.wal().systemId(), log);
    }

    @Nullable
    Peer demotedWriter() {
        CatchUp catchUp = state.orders().catchUp();
        Source source = catchUp == null ? null : catchUp.demotedWriter();
        return source == null ? null : peers.get(source.name());
    }

    @Nullable
    Peer witness() {
        CatchUp catchUp = state.orders().catchUp();
        Source source = catchUp == null ? null : catchUp.witness();
        return source == null ? null : peers.get(source.name());
    }
}
