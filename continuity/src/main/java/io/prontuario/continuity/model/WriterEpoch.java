package io.prontuario.continuity.model;

import java.util.List;
import java.util.Optional;

/**
 * Which database may accept a write: an epoch and its writer. Separate from the active site, which only says where requests go. All
 * of it is durable: it is recorded before anything is acted on. An epoch does not expire by time.
 *
 * @param epoch of the present writer; while {@link Phase#ENDING}, of the writer whose epoch is being ended; 0: none yet
 * @param writer who was granted {@code epoch}
 * @param change why the present epoch was granted or is being ended
 * @param activeSyncSets every synchronous set that may have acknowledged a write of this epoch, the newest last; never empty while a
 *     host is the writer
 * @param inquiry while {@link Phase#ENDING}: what the cloud was last asked, if it was; while {@link Phase#GRANTED}: what it was asked
 *     before this epoch was granted
 * @param fencedBelow while {@link Phase#ENDING}: the highest epoch below which a member was told to accept nothing, 0: none was told.
 *     Recorded before any member is told; the epoch to come is not below it, because a member fenced above an epoch never follows it
 */
public record WriterEpoch(
        long epoch,
        Optional<SiteName> writer,
        Phase phase,
        Change change,
        List<SyncSet> activeSyncSets,
        Optional<PeerInquiry> inquiry,
        long fencedBelow) {
    public WriterEpoch {
        activeSyncSets = List.copyOf(activeSyncSets);
    }

    /**
     * @param target where a planned change is to lead; a preference only: the epoch goes to a site that is proved to have everything
     * @param request the newest planned change that was begun or refused, so that none is carried out twice
     */
    public record Change(Cause cause, Optional<SiteName> target, HandledRequest request) {}

    /**
     * The cloud is asked to confirm that it knows of the end of every epoch up to {@code endedEpoch}.
     *
     * @param host that ran when it was asked
     * @param boot of that host's database then: the cloud's answer is valid until it restarts
     */
    public record PeerInquiry(long endedEpoch, SiteName host, long boot) {}

    /** Where in its life an epoch is. */
    public enum Phase {
        /** No epoch was granted yet, or this side has none. */
        VACANT,
        /** The writer may write. */
        GRANTED,
        /** The epoch is being ended: demoted, or fenced out. It never goes back to {@link #GRANTED}. */
        ENDING
    }

    /** Why an epoch begins or ends. */
    public enum Cause {
        /** The platform's first. */
        FIRST,
        /** The writer was lost. */
        FAILOVER,
        /** A person asked for it; the writer is demoted first. */
        SWITCHOVER,
        /** The same as a failover test. */
        DRILL,
        /** The site hands over to the cloud. */
        HAND_OVER,
        /** The cloud takes it with a proof that the site has given it up. */
        DISASTER,
        /** The cloud gives it up and the site takes it back. */
        HAND_BACK
    }

    /** No epoch was granted yet. */
    public static WriterEpoch vacant() {
        return vacant(0, HandledRequest.none());
    }

    /** @param epoch the newest that the other side is known to have  @param request the newest planned change that was handled */
    public static WriterEpoch vacant(long epoch, HandledRequest request) {
        return new WriterEpoch(
                epoch,
                Optional.empty(),
                Phase.VACANT,
                new Change(Cause.FIRST, Optional.empty(), request),
                List.of(),
                Optional.empty(),
                0);
    }

    /** An epoch of this writer that was granted without asking the cloud. */
    public static WriterEpoch grantedTo(SiteName writer, long epoch, Cause cause, List<SyncSet> sets) {
        return vacant().granted(epoch, writer, cause, sets);
    }

    public Cause cause() {
        return change.cause();
    }

    /** Whether this site may write now. */
    public boolean isWriter(SiteName site) {
        return phase == Phase.GRANTED && writer.isPresent() && writer.get().equals(site);
    }

    /** The set that the writer is told to run. */
    public Optional<SyncSet> newestSet() {
        return activeSyncSets.isEmpty() ? Optional.empty() : Optional.of(activeSyncSets.get(activeSyncSets.size() - 1));
    }

    public WriterEpoch withSets(List<SyncSet> sets) {
        return new WriterEpoch(epoch, writer, phase, change, sets, inquiry, fencedBelow);
    }

    /** With what has become of the newest request. */
    public WriterEpoch withRequest(HandledRequest handled) {
        return new WriterEpoch(
                epoch,
                writer,
                phase,
                new Change(change.cause(), change.target(), handled),
                activeSyncSets,
                inquiry,
                fencedBelow);
    }

    /** The epoch begins to end, by itself. */
    public WriterEpoch ending(Cause cause) {
        return ending(cause, Optional.empty(), change.request());
    }

    /** The epoch begins to end. */
    public WriterEpoch ending(Cause cause, Optional<SiteName> target, HandledRequest forRequest) {
        Optional<PeerInquiry> sinceItBegan = phase == Phase.GRANTED ? Optional.empty() : inquiry;
        return new WriterEpoch(
                epoch,
                writer,
                Phase.ENDING,
                new Change(cause, target, forRequest),
                activeSyncSets,
                sinceItBegan,
                fencedBelow);
    }

    /** The cloud is asked, anew. */
    public WriterEpoch withInquiry(PeerInquiry anew) {
        return new WriterEpoch(epoch, writer, phase, change, activeSyncSets, Optional.of(anew), fencedBelow);
    }

    /** Members are told to accept nothing below {@code number}, or below a higher one that they were told before. */
    public WriterEpoch withFence(long number) {
        return number <= fencedBelow
                ? this
                : new WriterEpoch(epoch, writer, phase, change, activeSyncSets, inquiry, number);
    }

    /**
     * The newest epoch that is over, or is never to be granted. While {@link Phase#ENDING}, the cloud is told of the one above it.
     */
    public long newestEnded() {
        return Math.max(epoch, inquiry.map(PeerInquiry::endedEpoch).orElse(0L));
    }

    /** A new epoch begins. */
    public WriterEpoch granted(long newEpoch, SiteName to, Cause cause, List<SyncSet> sets) {
        return new WriterEpoch(
                newEpoch,
                Optional.of(to),
                Phase.GRANTED,
                new Change(cause, Optional.empty(), change.request()),
                sets,
                inquiry,
                0);
    }
}
