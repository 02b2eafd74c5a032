package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.agent.database.DatabaseState.Boot;
import io.prontuario.host.agent.database.DatabaseState.Bounds;
import io.prontuario.host.agent.database.DatabaseState.Held;
import io.prontuario.host.agent.database.DatabaseState.Orders;
import io.prontuario.host.agent.database.DatabaseState.Way;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import io.prontuario.host.protocol.data.DataOrder.SynchronousSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseStateTest {
    private static final Promote PROMOTE = new Promote(1, 4, new SynchronousSet(1, List.of(), 0), 7, List.of());

    private static final DatabaseState WRITER = DatabaseState.initial()
            .with(new Boot(7, "1:1"))
            .with(new Held(4, 0, Map.of(1, "a"), Way.STREAM))
            .with(new Orders(PROMOTE, null, null))
            .ordering(new Bounds(4, 3));

    @Test
    void aPromotionHoldsForItsStartUntilItsEpochIsFencedOrGivenUp() {
        assertThat(WRITER.promotion()).isEqualTo(PROMOTE);
        assertThat(WRITER.with(new Boot(8, "1:2")).promotion()).isNull();
        assertThat(WRITER.ordering(new Bounds(5, 3)).promotion()).isNull();
        assertThat(WRITER.ordering(new Bounds(4, 4)).promotion()).isNull();
        assertThat(WRITER.with(Orders.NONE).promotion()).isNull();
    }

    @Test
    void anEpochIsGivenUpWhenItCannotChangeAnyMoreAndNotWhenThatIsOrdered() {
        assertThat(WRITER.ordering(new Bounds(4, 4)).demoted()).isFalse();
        assertThat(WRITER.effecting(new Bounds(4, 3)).demoted()).isFalse();
        assertThat(WRITER.effecting(new Bounds(4, 4)).demoted()).isTrue();
        assertThat(WRITER.effecting(new Bounds(4, 5)).demoted()).isTrue();
        // Whoever holds nothing has nothing to give up, whatever it was told.
        assertThat(WRITER.with(Held.NOTHING).effecting(new Bounds(4, 5)).demoted())
                .isFalse();
    }

    @Test
    void aFenceThatWasOrderedWhileAnEpochBeganIsNotInEffectByThat() {
        DatabaseState fencedMeanwhile = WRITER.ordering(new Bounds(9, 3)).effecting(new Bounds(2, 3));

        DatabaseState next = fencedMeanwhile.following(4, Map.of(1, "a", 2, "b"));

        assertThat(next.effective()).isEqualTo(new Bounds(4, 3));
        assertThat(next.ordered()).isEqualTo(new Bounds(9, 3));
        assertThat(next.held()).isEqualTo(new Held(4, 0, Map.of(1, "a", 2, "b"), Way.STREAM));
    }
}
