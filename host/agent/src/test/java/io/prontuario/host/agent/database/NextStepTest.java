package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.agent.database.DatabaseState.Boot;
import io.prontuario.host.agent.database.DatabaseState.Bounds;
import io.prontuario.host.agent.database.DatabaseState.Held;
import io.prontuario.host.agent.database.DatabaseState.Orders;
import io.prontuario.host.agent.database.DatabaseState.SetInEffect;
import io.prontuario.host.agent.database.DatabaseState.Stream;
import io.prontuario.host.agent.database.DatabaseState.Way;
import io.prontuario.host.agent.database.Situation.Instance;
import io.prontuario.host.agent.database.TimelineHistory.Timeline;
import io.prontuario.host.protocol.data.DataOrder.CatchUp;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataOrder.SynchronousSet;
import io.prontuario.host.protocol.data.DataReport;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.host.protocol.data.DataReport.DiskReport;
import io.prontuario.host.protocol.data.DataReport.Phase;
import io.prontuario.host.protocol.data.DataReport.SynchronousReport;
import io.prontuario.host.protocol.data.DataReport.WalReport;
import io.prontuario.host.protocol.data.DataReport.WitnessReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NextStepTest {
    static final String CLUSTER = "7000";
    static final long SEGMENT = Lsn.SEGMENT;
    static final Source WRITER = new Source("mac-studio-1", "10.0.0.11", 5433, 9443);
    private static final Source WITNESS = new Source("witness", "10.0.0.13", 0, 9443);
    static final Follow FOLLOW = new Follow(1, 4, WRITER);
    static final Stream STREAM = new Stream(4, WRITER, true);
    static final Map<Integer, String> LINEAGE = Map.of(1, "a", 2, "b");
    /** Its timeline 2 ends at 5 segments, and 3 goes on from there. */
    static final Peer.Log LOG = new Peer.Log(
            new TimelineHistory(
                    List.of(new Timeline(1, SEGMENT), new Timeline(2, 5 * SEGMENT), new Timeline(3, Long.MAX_VALUE))),
            6 * SEGMENT,
            Map.of(1, "a", 2, "b", 3, "c"),
            segments(3, 4, 5, 6));

    /** A copy of epoch 3, on timeline 2. */
    static final DatabaseState COPY = DatabaseState.initial()
            .with(new Boot(7, "1:1"))
            .with(new Held(3, 0, LINEAGE, Way.STREAM))
            .ordering(new Bounds(3, 0))
            .effecting(new Bounds(3, 0));

    static final DatabaseState FOLLOWS =
            COPY.with(new Orders(null, FOLLOW, null)).ordering(new Bounds(4, 0)).effecting(new Bounds(4, 0));

    private static Set<String> segments(long... numbers) {
        Set<String> names = new java.util.HashSet<>();
        for (long number : numbers) {
            names.add(Lsn.segmentNumbered(0, number).substring(8));
        }
        return names;
    }

    static Sample standby(int timeline, long position) {
        return new Sample(true, position, position, timeline, null, true, "", Map.of());
    }

    static Sample streams(int timeline) {
        return new Sample(
                true,
                6 * SEGMENT,
                6 * SEGMENT,
                timeline,
                new Sample.Receiver(9, WRITER.address(), WRITER.port(), true, timeline, 6 * SEGMENT),
                true,
                "",
                Map.of());
    }

    static Sample primary(int timeline) {
        return new Sample(false, 4 * SEGMENT, 4 * SEGMENT, timeline, null, false, "", Map.of());
    }

    static Instance running(Sample sample) {
        return running(sample, 0);
    }

    private static Instance running(Sample sample, long silent) {
        return new Instance(
                false, true, true, CLUSTER, null, new Monitor.Seen("1:1", sample, true, false, null, 0), silent, 0);
    }

    static Instance stopped(String state) {
        return new Instance(false, false, true, CLUSTER, new ControlData(CLUSTER, state, 99, 2), null, 0, 0);
    }

    static Peer writes(long epoch, String cluster, Peer.Log log) {
        return peer(new DatabaseReport(
                        Phase.PRIMARY,
                        true,
                        1,
                        epoch,
                        0,
                        new WalReport(cluster, 3, epoch, 6 * SEGMENT, 6 * SEGMENT, false, 0L),
                        new SynchronousReport(1, 0, Map.of()),
                        new DiskReport(1, 1),
                        null))
                .with(log);
    }

    static PeerBuilder peer(DatabaseReport report) {
        return log -> new Peer(WRITER, new DataReport("mac-studio-1", report, null, null), log, null);
    }

    interface PeerBuilder {
        Peer with(Peer.Log log);
    }

    static Step after(DatabaseState state, Instance instance, Peer... peers) {
        Map<String, Peer> named = new java.util.HashMap<>();
        for (Peer peer : peers) {
            named.put(peer.source().name(), peer);
        }
        return NextStep.after(new Situation(state, instance, named));
    }

    static DatabaseState promoted(long boot, long epoch) {
        Promote promote = new Promote(1, epoch, new SynchronousSet(2, List.of("witness"), 1), boot, List.of("witness"));
        return COPY.with(new Orders(promote, null, null))
                .ordering(new Bounds(epoch, 0))
                .effecting(new Bounds(epoch, 0));
    }

    @Test
    void onlyAPromotionForThisStartMakesACopyWrite() {
        assertThat(after(promoted(7, 4), running(standby(2, 1)))).isInstanceOf(Step.BecomeWriter.class);
        assertThat(after(promoted(6, 4), running(standby(2, 1)))).isInstanceOf(Step.Wait.class);
        assertThat(after(COPY, running(standby(2, 1)))).isInstanceOf(Step.Wait.class);
    }

    @Test
    void aCopyReplaysWhatItsDiskHoldsBeforeItIsPromotedOrDemoted() {
        Instance replays = new Instance(
                false, true, true, CLUSTER, null, new Monitor.Seen("1:1", standby(2, 1), false, false, null, 0), 0, 0);

        assertThat(after(promoted(7, 4), replays)).isInstanceOf(Step.Wait.class);
        assertThat(after(COPY.ordering(new Bounds(3, 3)), replays)).isInstanceOf(Step.Wait.class);
    }

    @Test
    void aWriterThatMayNotWriteIsStopped() {
        assertThat(after(COPY, running(primary(2)))).isInstanceOf(Step.Stop.class);
        assertThat(after(COPY, running(primary(3)))).isEqualTo(new Step.StopHandMade(3));
        assertThat(after(promoted(6, 4), running(primary(2)))).isInstanceOf(Step.Stop.class);
        assertThat(after(promoted(7, 4), running(primary(3)))).isInstanceOf(Step.CompletePromotion.class);
    }

    @Test
    void aWritersSetIsAppliedUntilItRunsIt() {
        DatabaseState writes = promoted(7, 3).with(new Held(3, 0, LINEAGE, Way.STREAM));
        Sample applied = new Sample(false, 1, 1, 2, null, false, "ANY 1 (\"witness\")", Map.of());

        assertThat(after(writes, running(primary(2)))).isInstanceOf(Step.ApplySet.class);
        assertThat(after(writes.with(new SetInEffect(3, 2, 0)), running(applied)))
                .isInstanceOf(Step.Wait.class);
        assertThat(after(writes.with(new SetInEffect(3, 2, 0)), running(primary(2))))
                .isInstanceOf(Step.ApplySet.class);
    }

    @Test
    void aFenceComesBeforeEverythingElse() {
        DatabaseState fenced = promoted(7, 4).effecting(new Bounds(3, 0));

        assertThat(after(FOLLOWS.effecting(new Bounds(3, 0)), running(standby(2, 1))))
                .isInstanceOf(Step.EndStream.class);
        assertThat(after(fenced, running(standby(2, 1))))
                .as("a copy that is promoted is fenced in the same step")
                .isInstanceOf(Step.BecomeWriter.class);
        assertThat(after(fenced, stopped("in production"))).isInstanceOf(Step.EndStream.class);
        Instance starting = new Instance(false, true, true, CLUSTER, null, null, 0, 0);
        assertThat(after(fenced, starting)).isInstanceOf(Step.EndStream.class);
    }

    @Test
    void aCopyFollowsOnlyAWriterThatIsKnownToWriteTheEpoch() {
        Instance copy = running(standby(2, 4 * SEGMENT));

        assertThat(after(FOLLOWS, copy)).isInstanceOf(Step.Wait.class);
        assertThat(after(FOLLOWS, copy, writes(3, CLUSTER, LOG))).isInstanceOf(Step.Wait.class);
        assertThat(after(FOLLOWS, copy, writes(4, CLUSTER, LOG))).isEqualTo(new Step.BeginStream(STREAM));
    }

    @Test
    void anotherClustersDataIsLeftAlone() {
        Step step = after(FOLLOWS, running(standby(2, 4 * SEGMENT)), writes(4, "7001", LOG));

        assertThat(step).isInstanceOfSatisfying(Step.Wait.class, wait -> assertThat(wait.problem())
                .contains("cluster 7000")
                .contains("move"));
        DatabaseState copies = FOLLOWS.with(new Held(3, 0, LINEAGE, Way.COPY));
        assertThat(after(copies, stopped("in production"), writes(4, "7001", LOG)))
                .isInstanceOf(Step.Start.class);
    }

    @Test
    void walThatTheWriterDoesNotHaveIsRewound() {
        Peer writer = writes(4, CLUSTER, LOG);

        assertThat(after(FOLLOWS, running(standby(2, 5 * SEGMENT)), writer)).isInstanceOf(Step.BeginStream.class);
        assertThat(after(FOLLOWS, running(standby(2, 5 * SEGMENT + 1)), writer))
                .isInstanceOfSatisfying(
                        Step.ChooseWay.class, way -> assertThat(way.way()).isEqualTo(Way.REWIND));
        DatabaseState rewinds = FOLLOWS.with(new Held(3, 0, LINEAGE, Way.REWIND));
        assertThat(after(rewinds, running(standby(2, 5 * SEGMENT + 1)), writer)).isInstanceOf(Step.Stop.class);
        assertThat(after(rewinds, stopped("in production"), writer)).isInstanceOf(Step.Rewind.class);
    }

    @Test
    void timelinesOfTheSameNumberThatOthersBeganNeedANewCopy() {
        DatabaseState other = FOLLOWS.with(new Held(3, 0, Map.of(1, "a", 2, "by hand"), Way.REWIND));

        assertThat(after(other, stopped("in production"), writes(4, CLUSTER, LOG)))
                .isInstanceOfSatisfying(
                        Step.ChooseWay.class, way -> assertThat(way.way()).isEqualTo(Way.COPY));
    }

    @Test
    void walThatTheWriterHasNoLongerNeedsANewCopy() {
        assertThat(after(FOLLOWS, running(standby(2, 2 * SEGMENT)), writes(4, CLUSTER, LOG)))
                .isInstanceOfSatisfying(
                        Step.ChooseWay.class, way -> assertThat(way.way()).isEqualTo(Way.COPY));
    }

    @Test
    void theEpochIsHeldOnceTheStreamIsTheWriters() {
        DatabaseState configured = FOLLOWS.streamingFrom(STREAM);
        Peer writer = writes(4, CLUSTER, LOG);

        assertThat(after(configured, running(streams(3)), writer)).isEqualTo(new Step.Followed(4, LOG.lineage()));
        assertThat(after(configured, running(streams(2)), writer)).isInstanceOf(Step.Wait.class);
        assertThat(after(configured, running(standby(2, SEGMENT * 4)), writer)).isInstanceOf(Step.Wait.class);
    }

    @Test
    void aStreamThatStaysSilentIsLookedInto() {
        DatabaseState followed = FOLLOWS.streamingFrom(STREAM).with(new Held(4, 0, LINEAGE, Way.STREAM));
        Peer writer = writes(4, CLUSTER, LOG);
        long silent = NextStep.SILENT_MILLIS + 1;

        assertThat(after(followed, running(standby(2, 2 * SEGMENT)), writer)).isInstanceOf(Step.Wait.class);
        assertThat(after(followed, running(standby(2, 2 * SEGMENT), silent), writer))
                .isInstanceOf(Step.ChooseWay.class);
    }

    @Test
    void aRewindThatWasInterruptedIsNeverStarted() {
        DatabaseState broken = FOLLOWS.with(new Held(0, 0, LINEAGE, Way.COPY));

        assertThat(after(broken, stopped("in production"))).isInstanceOf(Step.Wait.class);
        assertThat(after(broken, stopped("in production"), writes(4, CLUSTER, LOG)))
                .isInstanceOf(Step.BaseCopy.class);
    }

    @Test
    void aDemotionIsNotedWhereTheEpochEnds() {
        DatabaseState demoted = COPY.ordering(new Bounds(3, 3));

        assertThat(after(demoted, running(primary(2)))).isEqualTo(new Step.StopWriting(3));
        assertThat(after(demoted, stopped("shut down"))).isEqualTo(new Step.NoteShutDown(3));
        assertThat(after(demoted, stopped("in production"))).isInstanceOf(Step.Start.class);
        assertThat(after(demoted, running(standby(2, 77)))).isEqualTo(new Step.NoteDemotion(3, 77));
    }

    @Test
    void aWriterThatAnswersNothingIsStoppedWhenItIsDemoted() {
        DatabaseState demoted = COPY.ordering(new Bounds(3, 3));
        Instance frozen = new Instance(false, true, true, CLUSTER, null, null, 0, NextStep.UNANSWERED_MILLIS + 1);
        Instance slow = new Instance(false, true, true, CLUSTER, null, null, 0, 1);

        assertThat(after(demoted, frozen)).isEqualTo(new Step.StopWriting(3));
        assertThat(after(demoted, slow)).isInstanceOf(Step.Wait.class);
        assertThat(after(COPY, frozen)).isInstanceOf(Step.Wait.class);
    }

    @Test
    void theWitnessWalIsFetchedOnlyWhenItIsFencedAndContinuesTheCopys() {
        assertThat(fetches(witness(3, 100, 900, 4), 500)).isTrue();
        assertThat(fetches(witness(3, 100, 900, 3), 500)).as("not fenced").isFalse();
        assertThat(fetches(witness(2, 100, 900, 4), 500)).as("another epoch").isFalse();
        assertThat(fetches(witness(3, 501, 900, 4), 500)).as("a gap").isFalse();
        assertThat(fetches(witness(3, 100, 500, 4), 500)).as("nothing new").isFalse();
    }

    private static WitnessReport witness(long epoch, long from, long to, long fencedBelow) {
        return new WitnessReport(epoch, 2, from, to, fencedBelow, false, true, new DiskReport(1, 1), null);
    }

    private static boolean fetches(WitnessReport report, long position) {
        DatabaseState catchesUp = COPY.with(new Orders(null, null, new CatchUp(1, 4, WITNESS, null)));
        Peer peer = new Peer(WITNESS, new DataReport("edge", null, report, null), null, null);
        return after(catchesUp, running(standby(2, position)), peer) instanceof Step.FetchWal;
    }

    @Test
    void aDemotedWritersWalIsStreamedUntilThereIsNoMore() {
        DatabaseState catchesUp = COPY.with(new Orders(null, null, new CatchUp(1, 4, null, WRITER)))
                .ordering(new Bounds(4, 0))
                .effecting(new Bounds(4, 0));
        Stream stream = new Stream(3, WRITER, false);

        assertThat(after(catchesUp, running(standby(2, 500)), demoted(3, 900))).isEqualTo(new Step.BeginStream(stream));
        assertThat(after(catchesUp, running(standby(2, 500)), demoted(2, 900))).isInstanceOf(Step.Wait.class);
        assertThat(after(catchesUp.streamingFrom(stream), running(standby(2, 500)), demoted(3, 900)))
                .isInstanceOf(Step.Wait.class);
        assertThat(after(catchesUp.streamingFrom(stream), running(standby(2, 900)), demoted(3, 900)))
                .isInstanceOf(Step.EndStream.class);
    }

    private static Peer demoted(long demotedFrom, long position) {
        return peer(new DatabaseReport(
                        Phase.STANDBY,
                        true,
                        1,
                        3,
                        demotedFrom,
                        new WalReport(CLUSTER, 2, 3, position, position, false, null),
                        null,
                        new DiskReport(1, 1),
                        null))
                .with(null);
    }
}
