package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataReport;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.host.protocol.data.DataReport.DiskReport;
import io.prontuario.host.protocol.data.DataReport.Phase;
import io.prontuario.host.protocol.data.DataReport.SynchronousReport;
import io.prontuario.host.protocol.data.DataReport.WalReport;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What another box must say of itself before it counts as a writer, or as one that has given up. */
class PeerTest {
    private static final SynchronousReport SET = new SynchronousReport(1, 0, Map.of());

    private static Peer peer(Phase phase, boolean answers, long epoch, long gaveUp, @Nullable SynchronousReport set) {
        DatabaseReport report = new DatabaseReport(
                phase,
                answers,
                1,
                0,
                gaveUp,
                new WalReport("7000", 1, epoch, 9, 9, false, null),
                set,
                new DiskReport(1, 1),
                null);
        return new Peer(
                new Source("mac-studio-1", "10.0.0.11", 5433, 9443),
                new DataReport("mac-studio-1", report, null, null),
                null,
                null);
    }

    @Test
    void aWriterWritesTheEpochWithASetInEffect() {
        assertThat(peer(Phase.PRIMARY, true, 4, 0, SET).writes(4)).isTrue();
        assertThat(peer(Phase.STANDBY, true, 4, 0, SET).writes(4)).isFalse();
        assertThat(peer(Phase.PRIMARY, false, 4, 0, SET).writes(4)).isFalse();
        assertThat(peer(Phase.PRIMARY, true, 5, 0, SET).writes(4)).isFalse();
        assertThat(peer(Phase.PRIMARY, true, 4, 0, null).writes(4)).isFalse();
    }

    @Test
    void whoHasGivenUpAnEpochHoldsItAndWritesNoMore() {
        assertThat(peer(Phase.STANDBY, true, 4, 4, null).gaveUp(4)).isTrue();
        assertThat(peer(Phase.STOPPED, true, 4, 5, null).gaveUp(4)).isTrue();
        assertThat(peer(Phase.STANDBY, false, 4, 4, null).gaveUp(4)).isFalse();
        assertThat(peer(Phase.PRIMARY, true, 4, 4, null).gaveUp(4)).isFalse();
        assertThat(peer(Phase.STANDBY, true, 3, 4, null).gaveUp(4)).isFalse();
        assertThat(peer(Phase.STANDBY, true, 4, 3, null).gaveUp(4)).isFalse();
    }

    @Test
    void whoDoesNotAnswerIsNeither() {
        Peer silent = new Peer(new Source("mac-studio-1", "10.0.0.11", 5433, 9443), null, null, "no answer");

        assertThat(silent.writes(4)).isFalse();
        assertThat(silent.gaveUp(4)).isFalse();
    }
}
