package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.DatabaseState.Held;
import io.prontuario.host.agent.database.DatabaseState.SetInEffect;
import io.prontuario.host.agent.database.DatabaseState.Stream;
import io.prontuario.host.agent.database.DatabaseState.Way;
import io.prontuario.host.agent.database.Situation.Instance;
import io.prontuario.host.agent.database.Step.Wait;
import io.prontuario.host.protocol.data.DataOrder.CatchUp;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.host.protocol.data.DataReport.WitnessReport;
import org.jspecify.annotations.Nullable;

/** The next step from what was ordered to what is. Pure: the same situation gives the same step. */
final class NextStep {
    /** A stream that is silent for longer is looked into. */
    static final long SILENT_MILLIS = 5_000;
    /** An instance that answers nothing for longer is stopped, if it has to stop writing. */
    static final long UNANSWERED_MILLIS = 2_000;
    /** After a rewind or a base copy the stream has this long before another copy is made. */
    static final long COPIED_IN_VAIN_MILLIS = 60_000;

    private static final String CLASH = "a timeline of the same number was begun by another box";

    private final Situation situation;
    private final DatabaseState state;
    private final Instance instance;

    private NextStep(Situation situation) {
        this.situation = situation;
        this.state = situation.state();
        this.instance = situation.instance();
    }

    static Step after(Situation situation) {
        return new NextStep(situation).step();
    }

    private Step step() {
        if (instance.empty()) {
            return empty();
        }
        if (!instance.running()) {
            return stopped();
        }
        Monitor.Seen seen = instance.answer();
        if (seen == null) {
            return unanswered();
        }
        return seen.sample().recovering() ? standby(seen) : writing(seen.sample());
    }

    private Step unanswered() {
        if (fencePending()) {
            return new Step.EndStream();
        }
        if (demotionPending() && instance.unansweredMillis() > UNANSWERED_MILLIS) {
            return new Step.StopWriting(state.ordered().demotedFrom());
        }
        // After a rewind it does not answer before it has received more from the writer.
        VerifiedWriter writer = situation.writer();
        Follow follow = state.orders().follow();
        boolean rewound = state.held().epoch() == 0 && state.held().way() == Way.STREAM;
        if (follow == null || writer == null || !rewound || !writer.ofCluster(instance.systemId())) {
            return Wait.QUIETLY;
        }
        Stream stream = new Stream(follow.epoch(), follow.writer(), true);
        return stream.equals(state.streaming()) ? Wait.QUIETLY : new Step.BeginStream(stream);
    }

    private boolean fencePending() {
        return state.ordered().fencedBelow() > state.effective().fencedBelow();
    }

    private boolean demotionPending() {
        return state.ordered().demotedFrom() > state.effective().demotedFrom();
    }

    /**
     * An empty folder is filled by the very first promotion, or from a writer. A writer whose folder was emptied is never made anew, and
     * is not demoted either: its position would be 0, and any copy would count as having everything.
     */
    private Step empty() {
        if (fencePending()) {
            return new Step.EndStream();
        }
        Promote promote = state.promotion();
        if (promote != null) {
            return state.followsEarlierWrites() ? new Wait(emptied(promote.epoch())) : new Step.Initialize(promote);
        }
        VerifiedWriter writer = situation.writer();
        return writer != null ? new Step.BaseCopy(writer) : waitForWriter();
    }

    private static String emptied(long epoch) {
        return "The data folder is empty although this host is the writer of epoch " + epoch
                + ": its disk was emptied or replaced. Another copy becomes the writer, and this one is copied from it";
    }

    private Step stopped() {
        if (fencePending()) {
            return new Step.EndStream();
        }
        ControlData control = instance.control();
        if (demotionPending() && control != null && control.writerShutDown()) {
            return new Step.NoteShutDown(state.ordered().demotedFrom());
        }
        Held held = state.held();
        VerifiedWriter writer = situation.writer();
        boolean sameCluster = writer != null && writer.ofCluster(instance.systemId());
        if (held.way() == Way.REWIND && writer != null && sameCluster) {
            if (TimelineHistory.clash(held.lineage(), writer.log().lineage())) {
                return new Step.ChooseWay(Way.COPY, CLASH);
            }
            return new Step.Rewind(writer);
        }
        if (held.way() == Way.COPY && writer != null && sameCluster) {
            return new Step.BaseCopy(writer);
        }
        if (held.way() == Way.COPY && held.epoch() == 0) {
            return new Wait("A rewind was not completed: waits for a writer to copy. "
                    + waitForWriter().problem());
        }
        return instance.mayStart() ? new Step.Start() : Wait.QUIETLY;
    }

    private Step writing(Sample sample) {
        Promote promote = state.promotion();
        Held held = state.held();
        boolean ours = held.lineage().containsKey(sample.timeline());
        if (promote == null) {
            if (demotionPending() && ours) {
                return new Step.StopWriting(state.ordered().demotedFrom());
            }
            return ours ? new Step.Stop("it writes, and may not any more") : new Step.StopHandMade(sample.timeline());
        }
        if (held.epoch() != promote.epoch() || !ours) {
            return new Step.CompletePromotion(promote, sample.timeline());
        }
        SetInEffect set = state.set();
        boolean applied = set != null
                && set.epoch() == promote.epoch()
                && set.version() == promote.synchronous().version()
                && sample.names().equals(Configuration.names(promote.synchronous()));
        return applied ? Wait.QUIETLY : new Step.ApplySet(promote);
    }

    private Step standby(Monitor.Seen seen) {
        Promote promote = state.promotion();
        if (promote != null && seen.drained() && !demotionPending()) {
            return new Step.BecomeWriter(promote); // ends its stream first
        }
        if (fencePending()) {
            return new Step.EndStream();
        }
        if (!seen.drained()) {
            return Wait.QUIETLY;
        }
        if (demotionPending()) {
            return new Step.NoteDemotion(
                    state.ordered().demotedFrom(), seen.sample().position());
        }
        CatchUp catchUp = state.orders().catchUp();
        if (catchUp != null) {
            return catchUp(seen.sample(), catchUp);
        }
        Follow follow = state.orders().follow();
        if (follow != null) {
            return follow(seen, follow);
        }
        return state.orders().promote() == null
                ? Wait.QUIETLY
                : new Wait("Was ordered to write in start "
                        + state.orders().promote().boot() + "; this is start "
                        + state.boot().number() + ": waits for the next order");
    }

    private Step catchUp(Sample sample, CatchUp order) {
        long epoch = state.held().epoch();
        long position = Math.max(sample.position(), state.held().position());
        Peer demoted = situation.demotedWriter();
        Stream streaming = state.streaming();
        if (demoted != null && hasMore(demoted, epoch, position)) {
            boolean streams = streaming != null && streaming.source().equals(demoted.source());
            return streams ? Wait.QUIETLY : new Step.BeginStream(new Stream(epoch, demoted.source(), false));
        }
        if (streaming != null && streaming.epoch() < state.effective().fencedBelow()) {
            return new Step.EndStream();
        }
        Peer witness = situation.witness();
        WitnessReport wal = witness == null || witness.report() == null
                ? null
                : witness.report().witness();
        if (witness == null || wal == null || epoch == 0) {
            return Wait.QUIETLY;
        }
        boolean fenced = wal.epoch() == epoch && wal.fencedBelow() >= order.epoch();
        return fenced && wal.from() <= position && wal.to() > position
                ? new Step.FetchWal(witness.source(), wal)
                : Wait.QUIETLY;
    }

    private boolean hasMore(Peer demoted, long epoch, long position) {
        DatabaseReport database = demoted.database();
        return database != null
                && epoch > 0
                && demoted.gaveUp(epoch)
                && database.wal().systemId().equals(instance.systemId())
                && database.wal().position() > position;
    }

    private Step follow(Monitor.Seen seen, Follow order) {
        Held held = state.held();
        Stream stream = new Stream(order.epoch(), order.writer(), true);
        boolean configured = stream.equals(state.streaming());
        boolean silent = instance.silentMillis() > SILENT_MILLIS;
        if (held.epoch() == order.epoch() && configured && !silent) {
            return Wait.QUIETLY;
        }
        VerifiedWriter writer = situation.writer();
        if (writer == null) {
            return waitForWriter();
        }
        if (!writer.ofCluster(instance.systemId())) {
            return otherCluster(order.writer(), writer.systemId());
        }
        if (held.way() != Way.STREAM) {
            return new Step.Stop("Cannot follow as it is: by " + held.way());
        }
        if (!configured || silent) {
            Step other = otherWay(seen.sample(), writer);
            if (other != null) {
                return other;
            }
        }
        if (!configured) {
            return new Step.BeginStream(stream);
        }
        if (held.epoch() == order.epoch()) {
            return new Wait("Receives nothing from " + order.writer().name() + ", whose database answers");
        }
        return confirmed(seen.sample(), order, writer)
                ? new Step.Followed(order.epoch(), writer.log().lineage())
                : lastResort(held);
    }

    private Step.@Nullable ChooseWay otherWay(Sample sample, VerifiedWriter writer) {
        Peer.Log log = writer.log();
        if (TimelineHistory.clash(state.held().lineage(), log.lineage())) {
            return new Step.ChooseWay(Way.COPY, CLASH);
        }
        boolean ahead = log.history().current() == sample.timeline() && sample.replayed() > log.position();
        if (ahead || !log.history().continues(sample.timeline(), sample.replayed())) {
            return new Step.ChooseWay(Way.REWIND, "it has WAL that the writer does not have");
        }
        return log.has(sample.replayed())
                ? null
                : new Step.ChooseWay(Way.COPY, "the writer no longer has the WAL that it lacks");
    }

    private static boolean confirmed(Sample sample, Follow order, VerifiedWriter writer) {
        Sample.Receiver receiver = sample.receiver();
        return receiver != null
                && receiver.streaming()
                && receiver.from().equals(order.writer().address())
                && receiver.port() == order.writer().port()
                && receiver.timeline() == writer.log().history().current();
    }

    /** The stream was set up and does not come, for a reason that is not known. */
    private Step lastResort(Held held) {
        boolean copied = held.epoch() == 0;
        if (instance.silentMillis() < (copied ? COPIED_IN_VAIN_MILLIS : 2 * SILENT_MILLIS)) {
            return Wait.QUIETLY;
        }
        return new Step.ChooseWay(copied ? Way.COPY : Way.REWIND, "the writer answers and sends nothing");
    }

    private boolean isOther(String systemId) {
        return !systemId.isEmpty() && !instance.systemId().isEmpty() && !systemId.equals(instance.systemId());
    }

    private Wait otherCluster(Source writer, String systemId) {
        return new Wait("Its data is of cluster " + instance.systemId() + ", that of " + writer.name() + " of "
                + systemId + ": move the data folder away, here or there, that is not the record's");
    }

    private Wait waitForWriter() {
        Follow follow = state.orders().follow();
        if (follow == null) {
            return Wait.QUIETLY;
        }
        Peer peer = situation.peers().get(follow.writer().name());
        DatabaseReport there = peer == null ? null : peer.database();
        if (there != null && isOther(there.wal().systemId())) {
            return otherCluster(follow.writer(), there.wal().systemId());
        }
        String why = peer == null
                ? "is asked"
                : peer.problem() != null ? "is not known to: " + peer.problem() : "does not write it yet";
        return new Wait("Waits until " + follow.writer().name() + " writes epoch " + follow.epoch() + "; it " + why);
    }
}
