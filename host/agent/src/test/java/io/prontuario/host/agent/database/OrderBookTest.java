package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.agent.database.DatabaseState.Boot;
import io.prontuario.host.agent.database.DatabaseState.Bounds;
import io.prontuario.host.agent.database.DatabaseState.Held;
import io.prontuario.host.agent.database.DatabaseState.SetInEffect;
import io.prontuario.host.agent.database.DatabaseState.Way;
import io.prontuario.host.agent.state.DurableFile;
import io.prontuario.host.protocol.Json;
import io.prontuario.host.protocol.data.DataOrder.CatchUp;
import io.prontuario.host.protocol.data.DataOrder.Demote;
import io.prontuario.host.protocol.data.DataOrder.Fence;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataOrder.SynchronousSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each guard on both sides: what it refuses, and the nearest order that it accepts. */
class OrderBookTest {
    private static final Source WRITER = new Source("mac-studio-1", "10.0.0.11", 5433, 9443);
    private static final String NODE = "mac-studio-2";

    /** A copy of epoch 3 in its seventh start. */
    private static final DatabaseState COPY = DatabaseState.initial()
            .with(new Boot(7, "1:1"))
            .with(new Held(3, 0, Map.of(1, "a"), Way.STREAM))
            .ordering(new Bounds(3, 0))
            .effecting(new Bounds(3, 0));

    private static Promote promote(long epoch, long version, long boot) {
        return new Promote(1, epoch, new SynchronousSet(version, List.of("witness"), 1), boot, List.of("witness"));
    }

    private static Follow follow(long epoch) {
        return new Follow(1, epoch, WRITER);
    }

    private static void refused(String why, ThrowingCallable order) {
        assertThatThrownBy(order).isInstanceOf(OrderBook.Objection.class).hasMessageContaining(why);
    }

    @Test
    void aPromotionIsValidForOneStart() throws Exception {
        refused("start 6", () -> OrderBook.promote(COPY, promote(4, 1, 6), false));

        DatabaseState promoted = OrderBook.promote(COPY, promote(4, 1, 7), false);
        assertThat(promoted.promotion()).isEqualTo(promote(4, 1, 7));
        assertThat(promoted.with(new Boot(8, "1:2")).promotion()).isNull();
    }

    @Test
    void nothingBelowTheFenceIsPromotedOrFollowed() throws Exception {
        DatabaseState fenced = OrderBook.fence(COPY, new Fence(1, 5));

        assertThat(fenced.effective().fencedBelow()).isEqualTo(3);
        refused("below epoch 5", () -> OrderBook.promote(fenced, promote(4, 1, 7), false));
        refused("below epoch 5", () -> OrderBook.follow(fenced, follow(4), NODE));
        refused("below epoch 5", () -> OrderBook.catchUp(fenced, new CatchUp(1, 4, WRITER, null)));
        assertThat(OrderBook.promote(fenced, promote(5, 1, 7), false).promotion())
                .isNotNull();
        assertThat(OrderBook.follow(fenced, follow(5), NODE).orders().follow()).isEqualTo(follow(5));
        assertThat(OrderBook.catchUp(fenced, new CatchUp(1, 5, WRITER, null))
                        .orders()
                        .catchUp())
                .isNotNull();
    }

    @Test
    void anEpochThatWasGivenUpIsNeverTakenAgain() throws Exception {
        DatabaseState writer = OrderBook.promote(COPY, promote(4, 1, 7), false);
        DatabaseState demoted = OrderBook.demote(writer, new Demote(1, 4));

        assertThat(demoted.promotion()).isNull();
        assertThat(demoted.effective().demotedFrom()).isZero();
        refused("given up epoch 4", () -> OrderBook.promote(demoted, promote(4, 9, 7), false));
        refused("given up epoch 4", () -> OrderBook.follow(demoted, follow(4), NODE));
        assertThat(OrderBook.promote(demoted, promote(5, 1, 7), false).promotion())
                .isNotNull();
    }

    @Test
    void anOlderEpochThanTheOneHeldIsRefused() throws Exception {
        DatabaseState unfenced = COPY.ordering(new Bounds(0, 0));

        refused("newer than 2", () -> OrderBook.promote(unfenced, promote(2, 1, 7), false));
        refused("newer than 2", () -> OrderBook.follow(unfenced, follow(2), NODE));
        refused("over before", () -> OrderBook.demote(unfenced, new Demote(1, 2)));
        assertThat(OrderBook.follow(unfenced, follow(3), NODE).orders().follow())
                .isNotNull();
    }

    @Test
    void aSetIsNotChangedBackToAnOlderOne() throws Exception {
        DatabaseState writer = OrderBook.promote(COPY, promote(4, 5, 7), false).with(new SetInEffect(4, 5, 0));

        refused("is older", () -> OrderBook.promote(writer, promote(4, 4, 7), false));
        assertThat(OrderBook.promote(writer, promote(4, 6, 7), false)
                        .promotion()
                        .synchronous()
                        .version())
                .isEqualTo(6);
        assertThat(OrderBook.promote(writer, promote(5, 1, 7), false).promotion())
                .isNotNull();
    }

    @Test
    void aSetThatWasOrderedAndNotAppliedYetCountsToo() throws Exception {
        DatabaseState writer = OrderBook.promote(COPY, promote(4, 5, 7), false);

        refused("Was given version 5", () -> OrderBook.promote(writer, promote(4, 4, 7), false));
    }

    @Test
    void onlyThePlatformsFirstEpochBeginsWithNothing() throws Exception {
        DatabaseState nothing = DatabaseState.initial();

        assertThat(OrderBook.promote(nothing, promote(1, 1, 0), true).promotion())
                .isNotNull();
        refused("data folder is empty", () -> OrderBook.promote(nothing, promote(2, 1, 0), true));
        refused("data folder is empty", () -> OrderBook.promote(nothing, promote(1, 2, 0), true));
        assertThat(OrderBook.promote(nothing, promote(2, 1, 0), false).promotion())
                .isNotNull();
    }

    @Test
    void aWriterFollowsOnlyALaterEpochAndNobodyFollowsItself() throws Exception {
        DatabaseState writer = OrderBook.promote(COPY, promote(4, 1, 7), false);

        refused("promoted in epoch 4", () -> OrderBook.follow(writer, follow(4), NODE));
        refused("does not follow itself", () -> OrderBook.follow(COPY, follow(4), "mac-studio-1"));
        DatabaseState follows = OrderBook.follow(writer, follow(5), NODE);
        assertThat(follows.promotion()).isNull();
        assertThat(follows.ordered().fencedBelow()).isEqualTo(5);
    }

    @Test
    void anOrderThatIsRepeatedChangesNothing() throws Exception {
        DatabaseState follows = OrderBook.follow(COPY, follow(4), NODE);
        DatabaseState fenced = OrderBook.fence(COPY, new Fence(1, 5));

        assertThat(OrderBook.follow(follows, follow(4), NODE)).isEqualTo(follows);
        assertThat(OrderBook.fence(fenced, new Fence(1, 5))).isEqualTo(fenced);
    }

    @Test
    void aFenceEndsWhatIsBelowItAndNothingElse() throws Exception {
        DatabaseState follows = OrderBook.follow(COPY, follow(4), NODE);

        assertThat(OrderBook.fence(follows, new Fence(1, 4)).orders().follow()).isEqualTo(follow(4));
        assertThat(OrderBook.fence(follows, new Fence(1, 5)).orders().follow()).isNull();
    }

    @Test
    void whatAWriterLacksIsNotFetched() throws Exception {
        DatabaseState writer = OrderBook.promote(COPY, promote(4, 1, 7), false);

        refused("Is the writer", () -> OrderBook.catchUp(writer, new CatchUp(1, 5, WRITER, null)));
    }

    @Test
    void aLateCatchUpDoesNotEndTheFollowingOfTheEpochThatCameOfIt() throws Exception {
        DatabaseState follows = OrderBook.follow(COPY, follow(4), NODE);

        refused("Follows the writer of epoch 4", () -> OrderBook.catchUp(follows, new CatchUp(1, 4, WRITER, null)));
        CatchUp next = new CatchUp(1, 5, WRITER, null);
        assertThat(OrderBook.catchUp(follows, next).orders().catchUp()).isEqualTo(next);
        assertThat(OrderBook.catchUp(follows, next).orders().follow()).isEqualTo(follow(4));
    }

    @Test
    void aCatchUpForAnEpochThatIsHeldIsRefused() throws Exception {
        DatabaseState unfenced = COPY.ordering(new Bounds(0, 0));

        refused("Holds WAL of epoch 3", () -> OrderBook.catchUp(unfenced, new CatchUp(1, 3, WRITER, null)));
        refused("Holds WAL of epoch 3", () -> OrderBook.catchUp(unfenced, new CatchUp(1, 2, WRITER, null)));
        assertThat(OrderBook.catchUp(unfenced, new CatchUp(1, 4, WRITER, null))
                        .orders()
                        .catchUp())
                .isNotNull();
    }

    @Test
    void aPromotionRaisesTheFence() throws Exception {
        DatabaseState promoted = OrderBook.promote(COPY, promote(5, 1, 7), false);

        assertThat(promoted.ordered().fencedBelow()).isEqualTo(5);
        assertThat(promoted.effective().fencedBelow()).isEqualTo(3);
        refused("below epoch 5", () -> OrderBook.follow(promoted, follow(4), NODE));
    }

    @Test
    void aSetThatIsInEffectIsNotChangedBackWithoutAnOrderOnRecord() throws Exception {
        DatabaseState writes = COPY.with(new SetInEffect(4, 5, 0));

        refused("Runs version 5", () -> OrderBook.promote(writes, promote(4, 4, 7), false));
        assertThat(OrderBook.promote(writes, promote(4, 5, 7), false).promotion())
                .isNotNull();
        assertThat(OrderBook.promote(writes, promote(5, 4, 7), false).promotion())
                .isNotNull();
    }

    @Test
    void anEmptyFolderThatWasFencedForALaterEpochIsNoBeginning() throws Exception {
        DatabaseState nothing = DatabaseState.initial();

        refused(
                "data folder is empty",
                () -> OrderBook.promote(nothing.effecting(new Bounds(2, 0)), promote(1, 1, 0), true));
        refused(
                "data folder is empty",
                () -> OrderBook.promote(
                        nothing.with(new Held(1, 0, Map.of(1, "a"), Way.STREAM)), promote(1, 1, 0), true));
        assertThat(OrderBook.promote(nothing.effecting(new Bounds(1, 0)), promote(1, 1, 0), true)
                        .promotion())
                .isNotNull();
    }

    @Test
    void whoeverForgetsTheNewestOrderDoesNotForgetTheFence(@TempDir Path folder) throws Exception {
        DatabaseState fenced = OrderBook.fence(COPY, new Fence(9, 5));
        DurableFile.write(folder.resolve("state.json"), Json.write(fenced));

        Database.forgetOrder(folder);

        DatabaseState left = Json.read(Files.readString(folder.resolve("state.json")), DatabaseState.class);
        assertThat(left.newest()).isEqualTo(FencingToken.NONE);
        assertThat(left.accepted(fenced.newest())).isEqualTo(fenced);
    }
}
