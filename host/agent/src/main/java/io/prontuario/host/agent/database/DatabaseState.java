package io.prontuario.host.agent.database;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.protocol.data.DataOrder.CatchUp;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import io.prontuario.host.protocol.data.DataOrder.Source;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the agent must still know of its database after a restart: {@code state.json} in the database's folder.
 *
 * @param newest token of the newest order that was accepted
 * @param boot the instance's present start
 * @param held the WAL that the instance holds
 * @param ordered what the instance must not do any more, from when the order was accepted
 * @param effective the same, from when the instance cannot do it any more: only this is reported
 * @param orders what the instance is to be
 * @param streaming what its configuration says it receives WAL from; null: nothing
 * @param set the synchronous set in effect while it writes; null before its first
 */
record DatabaseState(
        FencingToken newest,
        Boot boot,
        Held held,
        Bounds ordered,
        Bounds effective,
        Orders orders,
        @Nullable Stream streaming,
        @Nullable SetInEffect set) {

    /**
     * @param number counts the instance's starts
     * @param process which process that is; empty until it is seen. Another one was started without the agent
     */
    record Boot(long number, String process) {}

    /**
     * @param epoch of the WAL: the one it writes or follows; 0: none, or not known yet
     * @param position to which it is known to have that WAL. After a demotion: where its epoch ends
     * @param lineage who began each timeline. Two boxes may give different timelines the same number; with this that is seen
     * @param way how the instance comes to follow
     */
    record Held(long epoch, long position, Map<Integer, String> lineage, Way way) {
        Held {
            lineage = Map.copyOf(lineage);
        }

        static final Held NOTHING = new Held(0, 0, Map.of(), Way.STREAM);

        Held reaching(long at) {
            return new Held(epoch, Math.max(position, at), lineage, way);
        }

        Held by(Way next) {
            return new Held(epoch, position, lineage, next);
        }

        /** A timeline begins here. */
        Held began(int timeline, String by) {
            Map<Integer, String> all = new TreeMap<>(lineage);
            all.keySet().removeIf(other -> other >= timeline);
            all.put(timeline, by);
            return new Held(epoch, position, all, way);
        }

        int timeline() {
            return lineage.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        }
    }

    /** How the instance comes to follow. */
    enum Way {
        /** Its WAL is a part of the writer's: it streams what is missing. */
        STREAM,
        /** It has WAL that the writer does not have. */
        REWIND,
        /** It cannot be rewound, or a rewind was begun and not completed. */
        COPY
    }

    /**
     * @param fencedBelow it accepts nothing of an epoch below this one
     * @param demotedFrom the newest epoch that it has given up
     */
    record Bounds(long fencedBelow, long demotedFrom) {
        Bounds fenced(long below) {
            return new Bounds(Math.max(fencedBelow, below), demotedFrom);
        }

        Bounds demoted(long from) {
            return new Bounds(fencedBelow, Math.max(demotedFrom, from));
        }
    }

    /** At most one of the first two is present. */
    record Orders(@Nullable Promote promote, @Nullable Follow follow, @Nullable CatchUp catchUp) {
        static final Orders NONE = new Orders(null, null, null);
    }

    /** @param epoch of the WAL that is received  @param slot whether the source keeps WAL for this box */
    record Stream(long epoch, Source source, boolean slot) {}

    record SetInEffect(long epoch, long version, long since) {}

    static DatabaseState initial() {
        return new DatabaseState(
                FencingToken.NONE,
                new Boot(0, ""),
                Held.NOTHING,
                new Bounds(0, 0),
                new Bounds(0, 0),
                Orders.NONE,
                null,
                null);
    }

    DatabaseState accepted(FencingToken token) {
        return new DatabaseState(
                token.olderThan(newest) ? newest : token, boot, held, ordered, effective, orders, streaming, set);
    }

    DatabaseState withoutOrder() {
        return new DatabaseState(FencingToken.NONE, boot, held, ordered, effective, orders, streaming, set);
    }

    DatabaseState with(Boot next) {
        return new DatabaseState(newest, next, held, ordered, effective, orders, streaming, set);
    }

    DatabaseState with(Held next) {
        return new DatabaseState(newest, boot, next, ordered, effective, orders, streaming, set);
    }

    DatabaseState with(Orders next) {
        return new DatabaseState(newest, boot, held, ordered, effective, next, streaming, set);
    }

    DatabaseState with(SetInEffect next) {
        return new DatabaseState(newest, boot, held, ordered, effective, orders, streaming, next);
    }

    DatabaseState ordering(Bounds next) {
        return new DatabaseState(newest, boot, held, next, effective, orders, streaming, set);
    }

    DatabaseState effecting(Bounds next) {
        return new DatabaseState(newest, boot, held, ordered, next, orders, streaming, set);
    }

    DatabaseState streamingFrom(@Nullable Stream next) {
        return new DatabaseState(newest, boot, held, ordered, effective, orders, next, set);
    }

    /**
     * It has the WAL of this epoch from now on, and receives none of an older one. A fence for a later epoch that was ordered meanwhile
     * is not in effect by that.
     */
    DatabaseState following(long epoch, Map<Integer, String> lineage) {
        return with(new Held(epoch, 0, lineage, Way.STREAM)).effecting(effective.fenced(epoch));
    }

    /** The promotion that holds for this start of the instance; null: it may not write. */
    @Nullable
    Promote promotion() {
        Promote promote = orders.promote();
        return promote != null
                        && promote.boot() == boot.number()
                        && promote.epoch() >= ordered.fencedBelow()
                        && promote.epoch() > ordered.demotedFrom()
                ? promote
                : null;
    }

    /**
     * Whether it was told to write after others had joined it, so that an empty data folder is a loss and no beginning. Only the
     * platform's first set has version 1.
     */
    boolean followsEarlierWrites() {
        Promote promote = promotion();
        return promote != null && (promote.epoch() > 1 || promote.synchronous().version() > 1);
    }

    /** Whether it gave up the epoch that it wrote, and nothing of its WAL can change any more. */
    boolean demoted() {
        return held.epoch() > 0 && effective.demotedFrom() >= held.epoch();
    }
}
