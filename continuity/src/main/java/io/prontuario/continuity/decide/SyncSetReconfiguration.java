package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Changes the synchronous set one ordered step at a time: record, tell the writer, wait until it has caught up, drop the older set. */
final class SyncSetReconfiguration {
    private SyncSetReconfiguration() {}

    static WriterEpoch step(WriteDecisionContext context, WriterEpoch epoch) {
        SiteName writer = epoch.writer().orElseThrow();
        SyncSet newest = epoch.newestSet().orElseThrow();
        if (epoch.activeSyncSets().size() > 1) {
            if (context.rules.syncSetOrder.settled(newest, writer, context.data)) {
                return epoch.withSets(List.of(newest));
            }
            context.blocked(
                    SafetyRule.SYNC_SET_ORDER,
                    "the synchronous set is being changed; a promotion has to satisfy the older set too");
            return epoch;
        }
        Set<SiteName> members = members(context, epoch, newest, writer);
        if (members.equals(newest.members())) {
            return epoch;
        }
        List<SyncSet> both = new ArrayList<>(epoch.activeSyncSets());
        both.add(SyncSet.any(newest.version() + 1, members));
        return epoch.withSets(both);
    }

    /** Members that stay, because they are not known to be gone, and sites that may join. */
    private static Set<SiteName> members(
            WriteDecisionContext context, WriterEpoch epoch, SyncSet newest, SiteName writer) {
        List<SiteName> possible = new ArrayList<>(context.hosts());
        possible.remove(writer);
        possible.add(SyncSet.WITNESS);
        Set<SiteName> members = new HashSet<>();
        for (SiteName member : possible) {
            if (newest.members().contains(member) && answer(context, member) != Answer.NO) {
                members.add(member);
            }
        }
        if (!context.rules.syncSetJoin.witnessMayStay(members, context.data)) {
            members.remove(SyncSet.WITNESS);
        }
        for (SiteName member : possible) {
            if (!newest.members().contains(member)
                    && context.rules.syncSetJoin.mayJoin(member, epoch.epoch(), members, context.data)) {
                members.add(member);
            }
        }
        return members;
    }

    private static Answer answer(WriteDecisionContext context, SiteName member) {
        return member.equals(SyncSet.WITNESS)
                ? context.data.witness().answer()
                : context.data.replica(member).answer();
    }

    /**
     * The sets that a new epoch begins with: the witness, if it can be a member at once, and no other member until the witness has what
     * the writer brings from earlier epochs. Of those writes it may have none, and a promotion must not count it for them.
     */
    static List<SyncSet> first(WriteDecisionContext context, long epoch, long version) {
        SyncSet empty = SyncSet.any(version, Set.of());
        return context.data.witness().answers() && !context.data.witness().givenToCloudAfter(epoch)
                ? List.of(empty, SyncSet.any(version + 1, Set.of(SyncSet.WITNESS)))
                : List.of(empty);
    }
}
