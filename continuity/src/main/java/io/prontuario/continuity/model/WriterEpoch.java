package io.prontuario.continuity.model;

import java.util.List;
import java.util.Optional;

/**
 * Which database may accept a write: an epoch and its holder. Apart from the route right, which only says where requests go.
 * All of it is durable: it is recorded before anything is acted on.
 *
 * @param epoch of the present holder; while {@link Phase#CLOSING}, of the one whose epoch is being ended; 0: none yet
 * @param holder who was granted {@code epoch}
 * @param cause why the present grant was made, or why the epoch is being ended
 * @param wanted where a planned change is to lead; a hint: the epoch goes to whoever can be proved to have everything
 * @param inForce every synchronous set that may have acknowledged a write of this epoch, the newest last; never empty while a
 *     host holds the right
 * @param request id of the newest planned change that was begun or refused, so that none is carried out twice
 * @param asked while {@link Phase#CLOSING}: what the cloud was last asked, if it was; while {@link Phase#HELD}: what it was asked before
 *     this epoch was granted
 * @param sealing while {@link Phase#CLOSING}: the highest number that anyone was told to be sealed to, 0: nobody was told. On record
 *     before it is told; the epoch to come is not below it, for a member that is sealed above an epoch follows it never again
 */
public record WriterEpoch(
        long epoch,
        Optional<SiteName> holder,
        Phase phase,
        Cause cause,
        Optional<SiteName> wanted,
        List<SyncSet> inForce,
        String request,
        Optional<PeerInquiry> asked,
        long sealing) {
    public WriterEpoch {
        inForce = List.copyOf(inForce);
    }

    /** The cloud was asked nothing, and nobody was told to be sealed. */
    public WriterEpoch(
            long epoch,
            Optional<SiteName> holder,
            Phase phase,
            Cause cause,
            Optional<SiteName> wanted,
            List<SyncSet> inForce,
            String request) {
        this(epoch, holder, phase, cause, wanted, inForce, request, Optional.empty(), 0);
    }

    /**
     * The cloud is asked to know that every epoch up to {@code over} is over.
     *
     * @param host that ran when it was asked
     * @param boot of that host's database then: its answer is good until it restarts
     */
    public record PeerInquiry(long over, SiteName host, long boot) {}

    /** Where in its life an epoch is. */
    public enum Phase {
        /** No epoch was ever granted. */
        VACANT,
        /** The holder may write. */
        HELD,
        /** The epoch is being ended: released, or sealed out. It never goes back to {@link #HELD}. */
        CLOSING
    }

    /** Why an epoch begins. */
    public enum Cause {
        /** The platform's first. */
        FIRST,
        /** The holder was lost. */
        FAILOVER,
        /** A person asked for it, and the holder lets go first. */
        SWITCHOVER,
        /** The same as a rehearsal. */
        DRILL,
        /** The site hands over to the cloud. */
        HAND_OVER,
        /** The cloud takes it with a proof that the site has let go. */
        DISASTER,
        /** The cloud has released it and the site takes it back. */
        HAND_BACK
    }

    /** Nothing was ever granted. */
    public static WriterEpoch vacant() {
        return new WriterEpoch(0, Optional.empty(), Phase.VACANT, Cause.FIRST, Optional.empty(), List.of(), "");
    }

    /** Whether this site may write now. */
    public boolean heldBy(SiteName site) {
        return phase == Phase.HELD && holder.isPresent() && holder.get().equals(site);
    }

    /** The set that the writer is told to run. */
    public Optional<SyncSet> newestSet() {
        return inForce.isEmpty() ? Optional.empty() : Optional.of(inForce.get(inForce.size() - 1));
    }

    public WriterEpoch withSets(List<SyncSet> sets) {
        return new WriterEpoch(epoch, holder, phase, cause, wanted, sets, request, asked, sealing);
    }

    /** The request was looked at and needs nothing more. */
    public WriterEpoch withRequest(String id) {
        return new WriterEpoch(epoch, holder, phase, cause, wanted, inForce, id, asked, sealing);
    }

    /** The epoch begins to end. */
    public WriterEpoch closing(Cause why, Optional<SiteName> towards, String forRequest) {
        Optional<PeerInquiry> sinceItBegan = phase == Phase.HELD ? Optional.empty() : asked;
        return new WriterEpoch(epoch, holder, Phase.CLOSING, why, towards, inForce, forRequest, sinceItBegan, sealing);
    }

    /** The cloud is asked, anew. */
    public WriterEpoch asking(PeerInquiry anew) {
        return new WriterEpoch(epoch, holder, phase, cause, wanted, inForce, request, Optional.of(anew), sealing);
    }

    /** Members are told to be sealed to {@code number}, or to a higher one that they were told before. */
    public WriterEpoch sealing(long number) {
        return number <= sealing
                ? this
                : new WriterEpoch(epoch, holder, phase, cause, wanted, inForce, request, asked, number);
    }

    /** The newest number that is over, or is never to be granted: while {@link Phase#CLOSING}, the cloud is told of the one above. */
    public long over() {
        return Math.max(epoch, asked.map(PeerInquiry::over).orElse(0L));
    }

    /** A new epoch begins. */
    public WriterEpoch granted(long newEpoch, SiteName to, Cause why, List<SyncSet> sets) {
        return new WriterEpoch(newEpoch, Optional.of(to), Phase.HELD, why, Optional.empty(), sets, request, asked, 0);
    }
}
