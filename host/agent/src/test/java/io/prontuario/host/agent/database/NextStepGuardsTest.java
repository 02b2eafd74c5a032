package io.prontuario.host.agent.database;

import static io.prontuario.host.agent.database.NextStepTest.CLUSTER;
import static io.prontuario.host.agent.database.NextStepTest.COPY;
import static io.prontuario.host.agent.database.NextStepTest.FOLLOWS;
import static io.prontuario.host.agent.database.NextStepTest.LINEAGE;
import static io.prontuario.host.agent.database.NextStepTest.LOG;
import static io.prontuario.host.agent.database.NextStepTest.SEGMENT;
import static io.prontuario.host.agent.database.NextStepTest.STREAM;
import static io.prontuario.host.agent.database.NextStepTest.WRITER;
import static io.prontuario.host.agent.database.NextStepTest.after;
import static io.prontuario.host.agent.database.NextStepTest.primary;
import static io.prontuario.host.agent.database.NextStepTest.promoted;
import static io.prontuario.host.agent.database.NextStepTest.running;
import static io.prontuario.host.agent.database.NextStepTest.standby;
import static io.prontuario.host.agent.database.NextStepTest.stopped;
import static io.prontuario.host.agent.database.NextStepTest.writes;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.agent.database.DatabaseState.Bounds;
import io.prontuario.host.agent.database.DatabaseState.Held;
import io.prontuario.host.agent.database.DatabaseState.Orders;
import io.prontuario.host.agent.database.DatabaseState.Stream;
import io.prontuario.host.agent.database.DatabaseState.Way;
import io.prontuario.host.agent.database.Situation.Instance;
import io.prontuario.host.protocol.data.DataOrder.CatchUp;
import io.prontuario.host.protocol.data.DataReport;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.host.protocol.data.DataReport.DiskReport;
import io.prontuario.host.protocol.data.DataReport.Phase;
import io.prontuario.host.protocol.data.DataReport.WalReport;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each condition of a step keeps from happening: with all but one of them met. */
class NextStepGuardsTest {
    private static final String OTHER = "7001";

    private static Sample receives(String from, int port, boolean streaming) {
        long at = 6 * SEGMENT;
        return new Sample(true, at, at, 3, new Sample.Receiver(9, from, port, streaming, 3, at), true, "", Map.of());
    }

    @Test
    void onlyAStreamFromTheWriterItselfGivesTheEpoch() {
        DatabaseState configured = FOLLOWS.streamingFrom(STREAM);
        Peer writer = writes(4, CLUSTER, LOG);
        String address = WRITER.address();

        assertThat(after(configured, running(receives(address, WRITER.port(), true)), writer))
                .isInstanceOf(Step.Followed.class);
        assertThat(after(configured, running(receives("10.0.0.12", WRITER.port(), true)), writer))
                .isInstanceOf(Step.Wait.class);
        assertThat(after(configured, running(receives(address, 5434, true)), writer))
                .isInstanceOf(Step.Wait.class);
        assertThat(after(configured, running(receives(address, WRITER.port(), false)), writer))
                .isInstanceOf(Step.Wait.class);
    }

    @Test
    void anotherClusterIsNeitherCopiedNorRewoundNorStreamed() {
        Peer other = writes(4, OTHER, LOG);
        Peer writer = writes(4, CLUSTER, LOG);
        Instance stands = stopped("in production");
        DatabaseState rewinds = FOLLOWS.with(new Held(3, 0, LINEAGE, Way.REWIND));
        DatabaseState rewound = FOLLOWS.with(new Held(0, 0, LINEAGE, Way.STREAM));
        Instance silent = new Instance(false, true, true, CLUSTER, null, null, 0, 1);

        assertThat(after(rewinds, stands, writer)).isInstanceOf(Step.Rewind.class);
        assertThat(after(rewinds, stands, other)).isInstanceOf(Step.Start.class);
        assertThat(after(rewound, silent, writer)).isEqualTo(new Step.BeginStream(STREAM));
        assertThat(after(rewound, silent, other)).isInstanceOf(Step.Wait.class);
    }

    @Test
    void anotherClusterIsNamedBeforeItWritesTheEpoch() {
        assertThat(problem(writes(3, OTHER, LOG))).contains("Its data is of cluster " + CLUSTER);
        assertThat(problem(writes(3, "", LOG))).contains("Waits until mac-studio-1 writes epoch 4");
        assertThat(problem(writes(3, CLUSTER, LOG))).contains("Waits until mac-studio-1 writes epoch 4");
    }

    private static String problem(Peer writer) {
        return ((Step.Wait) after(FOLLOWS, running(standby(2, 4 * SEGMENT)), writer)).problem();
    }

    @Test
    void aTimelineOfItsEpochThatIsNotOnRecordIsCompletedBeforeAnythingElse() {
        DatabaseState writes = promoted(7, 3).with(new Held(3, 0, LINEAGE, Way.STREAM));

        assertThat(after(writes, running(primary(2)))).isInstanceOf(Step.ApplySet.class);
        assertThat(after(writes, running(primary(3)))).isInstanceOf(Step.CompletePromotion.class);
    }

    @Test
    void aDemotedWriterOfAnotherClusterOrEpochHasNothingToFetch() {
        DatabaseState catchesUp = COPY.with(new Orders(null, null, new CatchUp(1, 4, null, WRITER)))
                .ordering(new Bounds(4, 0))
                .effecting(new Bounds(4, 0));
        Instance copy = running(standby(2, 500));

        assertThat(after(catchesUp, copy, demoted(CLUSTER, 3)))
                .isEqualTo(new Step.BeginStream(new Stream(3, WRITER, false)));
        assertThat(after(catchesUp, copy, demoted(OTHER, 3))).isInstanceOf(Step.Wait.class);
        assertThat(after(catchesUp.with(new Held(0, 0, LINEAGE, Way.STREAM)), copy, demoted(CLUSTER, 0)))
                .isInstanceOf(Step.Wait.class);
    }

    private static Peer demoted(String cluster, long epoch) {
        DatabaseReport report = new DatabaseReport(
                Phase.STANDBY,
                true,
                1,
                3,
                3,
                new WalReport(cluster, 2, epoch, 900, 900, false, null),
                null,
                new DiskReport(1, 1),
                null);
        return new Peer(WRITER, new DataReport("mac-studio-1", report, null, null), null, null);
    }
}
