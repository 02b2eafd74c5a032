package io.prontuario.continuity.model;

import java.util.Optional;

/**
 * What to tell databases, the witness and the write route. Each carries the epoch, and whoever carries it out adds the leader's
 * term: receivers refuse what is older than what they have seen. Repeating any of them is harmless.
 */
public sealed interface WriteAction extends Action {
    /** Hands itself to the method for its kind: whoever carries actions out has to know every kind, or does not compile. */
    <T> T carryOut(Executor<T> executor);

    /** One method for each kind. */
    interface Executor<T> {
        T grant(Promote grant);

        T follow(Follow follow);

        T seal(Fence seal);

        T release(Demote release);

        T drain(CatchUp drain);

        T powerOff(PowerOff powerOff);

        T routeWrites(RouteWrites route);
    }

    /**
     * Accept writes in this epoch, acknowledging each when this set has it. Also tells a restarted holder that it still is one:
     * it is good for one start of the database only, so that what was decided before a restart grants nothing after it.
     */
    record Promote(SiteName site, long epoch, SyncSet set, long boot) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.grant(this);
        }
    }

    /** Be a copy of the holder: rewind what it does not have, take its log, accept nothing of an older epoch. */
    record Follow(SiteName member, long epoch, SiteName holder) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.follow(this);
        }
    }

    /** Note durably that nothing of an epoch below this one is taken any more, and end its stream. */
    record Fence(SiteName member, long epoch) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.seal(this);
        }
    }

    /** Stop writing, and note durably that this epoch is over. */
    record Demote(SiteName site, long epoch) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.release(this);
        }
    }

    /** Fetch what sealed members and a holder that has released still have more of; {@code epoch} is the one to come. */
    record CatchUp(SiteName site, long epoch) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.drain(this);
        }
    }

    /** Cut the power of a lost holder, where a fencing device is configured, and read it back. */
    record PowerOff(SiteName site, long epoch) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.powerOff(this);
        }
    }

    /** Send writes to the holder of this epoch, or nowhere. */
    record RouteWrites(Optional<SiteName> holder, long epoch) implements WriteAction {
        @Override
        public <T> T carryOut(Executor<T> executor) {
            return executor.routeWrites(this);
        }
    }
}
