package io.prontuario.continuity.model;

import java.util.Optional;

/**
 * What to tell databases, the witness and the write route. Each carries the epoch, and the sender adds the leader's term: receivers
 * refuse what is older than what they have accepted. Repeating any of them is harmless.
 */
public sealed interface WriteAction {
    /** Calls the method for its kind, so that an executor that misses a kind does not compile. */
    <T> T carryOut(Executor<T> executor);

    /** One method for each kind. */
    interface Executor<T> {
        T promote(Promote promote);

        T follow(Follow follow);

        T fence(Fence fence);

        T demote(Demote demote);

        T catchUp(CatchUp catchUp);

        T powerOff(PowerOff powerOff);

        T routeWrites(RouteWrites route);
    }

    /**
     * Accept writes in this epoch and acknowledge each when this set has it. Also sent to a writer that has restarted. It is valid for
     * one start of the database ({@code boot}), so that a promotion that was decided before a restart allows nothing after it.
     */
    record Promote(SiteName site, long epoch, SyncSet set, long boot) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.promote(this);
        }
    }

    /** Be a replica of the writer: rewind what it does not have, receive its WAL, accept nothing of an older epoch. */
    record Follow(SiteName member, long epoch, SiteName writer) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.follow(this);
        }
    }

    /** Record durably that nothing of an epoch below this one is accepted any more, and end the WAL stream. */
    record Fence(SiteName member, long epoch) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.fence(this);
        }
    }

    /** Stop accepting writes, and record durably that this epoch is over. */
    record Demote(SiteName site, long epoch) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.demote(this);
        }
    }

    /** Fetch the WAL that fenced members and a demoted writer have beyond this site's; {@code epoch} is the one to come. */
    record CatchUp(SiteName site, long epoch) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.catchUp(this);
        }
    }

    /** Cut the power of a lost writer where a fencing device is configured, and read it back. */
    record PowerOff(SiteName site, long epoch) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.powerOff(this);
        }
    }

    /** Send writes to the writer of this epoch, or nowhere. */
    record RouteWrites(Optional<SiteName> writer, long epoch) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.routeWrites(this);
        }
    }
}
