package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.agent.database.DatabaseState.Orders;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import io.prontuario.host.protocol.data.DataOrder.SynchronousSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmptyFolderTest {
    @Test
    void theVeryFirstPromotionMakesTheCluster() {
        assertThat(step(promote(1, 1))).isInstanceOf(Step.Initialize.class);
    }

    @Test
    void aWriterWhoseFolderWasEmptiedIsNotMadeAnew() {
        assertThat(step(promote(1, 2)).toString()).contains("is empty although this host is the writer of epoch 1");
        assertThat(step(promote(2, 1)).toString()).contains("is empty although this host is the writer of epoch 2");
    }

    @Test
    void aWriterWhoseFolderWasEmptiedIsNotDemotedAtPositionZero() {
        DatabaseState told = promoted(promote(2, 3));
        DatabaseState ended = told.ordering(told.ordered().demoted(2));

        assertThat(after(ended)).isNotInstanceOf(Step.NoteDemotion.class).isInstanceOf(Step.Wait.class);
    }

    private static Step step(Promote promote) {
        return after(promoted(promote));
    }

    private static Step after(DatabaseState state) {
        Situation.Instance empty = new Situation.Instance(true, false, true, "", null, null, 0, 0);
        return NextStep.after(new Situation(state, empty, Map.of()));
    }

    private static DatabaseState promoted(Promote promote) {
        return DatabaseState.initial().with(new Orders(promote, null, null));
    }

    private static Promote promote(long epoch, long setVersion) {
        return new Promote(1, epoch, new SynchronousSet(setVersion, List.of(), 0), 0, List.of());
    }
}
