package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.rules.SyncSetJoin;
import io.prontuario.continuity.rules.SyncSetOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The synchronous set, changed one ordered step at a time: record, tell, wait until it has caught up, forget the older one. */
final class SyncSetReconfiguration {
    private SyncSetReconfiguration() {}

    static WriterEpoch step(WriteDecisionContext round, WriterEpoch right) {
        SiteName holder = right.holder().orElseThrow();
        SyncSet newest = right.newestSet().orElseThrow();
        if (right.inForce().size() > 1) {
            if (SyncSetOrder.settled(round.guards, newest, holder, round.data)) {
                return right.withSets(List.of(newest));
            }
            round.held(
                    SyncSetOrder.class,
                    "the synchronous set is being changed; a promotion has to satisfy the older one too");
            return right;
        }
        Set<SiteName> members = members(round, right, newest, holder);
        if (members.equals(newest.members())) {
            return right;
        }
        List<SyncSet> both = new ArrayList<>(right.inForce());
        both.add(SyncSet.any(newest.version() + 1, members));
        return right.withSets(both);
    }

    /** Those who stay, because nobody says that they are gone, and those who may join. */
    private static Set<SiteName> members(
            WriteDecisionContext round, WriterEpoch right, SyncSet newest, SiteName holder) {
        List<SiteName> possible = new ArrayList<>(round.policy.hosts());
        possible.remove(holder);
        possible.add(SyncSet.WITNESS);
        Set<SiteName> members = new HashSet<>();
        for (SiteName member : possible) {
            if (newest.members().contains(member) && answer(round, member) != Answer.NO) {
                members.add(member);
            }
        }
        if (!SyncSetJoin.witnessMayStay(round.guards, members, round.data)) {
            members.remove(SyncSet.WITNESS);
        }
        for (SiteName member : possible) {
            if (!newest.members().contains(member)
                    && SyncSetJoin.mayJoin(round.guards, member, right.epoch(), members, round.data)) {
                members.add(member);
            }
        }
        return members;
    }

    private static Answer answer(WriteDecisionContext round, SiteName member) {
        return member.equals(SyncSet.WITNESS)
                ? round.data.witness().answer()
                : round.data.node(member).answer();
    }

    /**
     * What a new epoch begins with: the witness, if it can be a member at once, and besides that nobody, until the witness has what
     * the holder brings from earlier epochs. Of those writes it may have none, and a promotion must not count it for them.
     */
    static List<SyncSet> first(WriteDecisionContext round, long epoch, long version) {
        SyncSet alone = SyncSet.any(version, Set.of());
        return round.data.witness().answers() && !round.data.witness().promisedAway(epoch)
                ? List.of(alone, SyncSet.any(version + 1, Set.of(SyncSet.WITNESS)))
                : List.of(alone);
    }
}
