package io.prontuario.workloads.api.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One walk along a chain. An entry is judged when the one after it is known: what that one says it follows tells whether an
 * entry's contents or its hash were changed.
 */
final class ChainWalk {
    private static final int MOST_FAULTS = 20;

    /** An entry with the hash it says it follows and its own. */
    record Link(long seq, String previous, String hash, AuditEntry entry) {
        String hashAfter(String before) {
            return AuditChain.hash(before, seq, entry);
        }
    }

    private final Connection connection;
    private final Optional<AuditHead> recordedEnd;
    private final Optional<AuditHead> earlier;
    private final List<AuditFault> faults = new ArrayList<>();
    private @Nullable ChangedField changed;
    private @Nullable Link waiting;
    /** Hash that the waiting entry has to follow, then that of the last entry judged. */
    private String accepted = AuditChain.START;

    private long entries;
    private long last;

    ChainWalk(Connection connection, Optional<AuditHead> recordedEnd, Optional<AuditHead> earlier) {
        this.connection = connection;
        this.recordedEnd = recordedEnd;
        this.earlier = earlier;
    }

    void next(Link link) throws SQLException {
        entries++;
        boolean gap = link.seq() != last + 1;
        if (waiting != null) {
            judge(waiting, gap ? Optional.empty() : Optional.of(link.previous()), intact(link));
        }
        if (gap) {
            missing(last + 1, link.seq() - 1, "removed; the next entry is " + link.seq());
            accepted = link.previous(); // what it follows is gone
        }
        last = link.seq();
        waiting = link;
    }

    AuditVerifier.Verdict end() throws SQLException {
        Optional<String> follows = recordedEnd.filter(end -> end.seq() == last).map(AuditHead::hash);
        if (waiting != null) {
            judge(waiting, follows, true);
        }
        judgeEnd();
        return new AuditVerifier.Verdict(
                entries, new AuditHead(last, accepted), faults.subList(0, Math.min(faults.size(), MOST_FAULTS)));
    }

    private static boolean intact(Link link) {
        return link.hashAfter(link.previous()).equals(link.hash());
    }

    /**
     * @param follower the hash that the next entry, or the recorded end, says comes before it; empty when there is none to ask
     * @param trusted whether that one is as it was written itself
     */
    private void judge(Link link, Optional<String> follower, boolean trusted) throws SQLException {
        String own = link.hashAfter(accepted);
        boolean followed = follower.isEmpty() || follower.get().equals(link.hash());
        if (!link.previous().equals(accepted)
                && (own.equals(link.hash()) || follower.filter(own::equals).isPresent())) {
            add(AuditFault.of(link.seq(), "previous", "changed; it was " + accepted));
            accepted = own;
        } else if (own.equals(link.hash()) && (followed || !trusted)) {
            accepted = own;
        } else if (follower.filter(own::equals).isPresent()) {
            add(AuditFault.of(link.seq(), "hash", "changed; it was " + own));
            accepted = own;
        } else {
            add(contents(link, follower));
            accepted = follower.orElse(link.hash());
        }
        checkEarlier(link.seq());
    }

    private AuditFault contents(Link link, Optional<String> follower) throws SQLException {
        if (faults.size() >= MOST_FAULTS) {
            return AuditFault.of(link.seq(), "row", "changed");
        }
        if (changed == null) {
            changed = ChangedField.among(connection);
        }
        List<String> targets = new ArrayList<>(List.of(link.hash()));
        follower.ifPresent(targets::add);
        return changed.find(accepted, link.seq(), link.entry(), targets)
                .map(found -> AuditFault.of(
                        link.seq(),
                        found.column(),
                        "changed; it was " + (found.was().isEmpty() ? "empty" : "'" + found.was() + "'")))
                .orElseGet(() -> AuditFault.of(
                        link.seq(),
                        "one of at, username, role, action, patient_id, allowed, detail, site",
                        "changed; which one and what it was the hash alone does not tell"));
    }

    private void checkEarlier(long seq) {
        if (earlier.isPresent()
                && earlier.get().seq() == seq
                && !earlier.get().hash().equals(accepted)) {
            add(AuditFault.of(
                    seq,
                    "hash",
                    "an earlier check saw " + earlier.get().hash()
                            + " here: this entry or one before it was written anew"));
        }
    }

    private void judgeEnd() {
        if (recordedEnd.isEmpty()) {
            add(AuditFault.of(last, "row", "audit_head is empty: nobody can say that this is the last entry"));
        } else if (recordedEnd.get().seq() > last) {
            missing(last + 1, recordedEnd.get().seq(), "cut off the end; audit_head still names the last one");
        } else if (recordedEnd.get().seq() < last) {
            add(new AuditFault(recordedEnd.get().seq() + 1, last, "row", "put behind the end that audit_head names"));
        }
        if (earlier.isPresent() && earlier.get().seq() > last) {
            missing(last + 1, earlier.get().seq(), "cut off the end; an earlier check saw them");
        }
    }

    private void missing(long from, long to, String what) {
        boolean known = faults.stream()
                .anyMatch(fault -> fault.from() == from && fault.field().equals("row"));
        if (!known) {
            add(new AuditFault(from, to, "row", what));
        }
    }

    private void add(AuditFault fault) {
        faults.add(fault);
    }
}
