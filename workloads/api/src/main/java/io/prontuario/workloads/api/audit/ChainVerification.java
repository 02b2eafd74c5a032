package io.prontuario.workloads.api.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a hash chain. An entry is checked when the next one is known: the next entry's {@code previous} shows whether
 * the entry's content or its hash was changed.
 */
final class ChainVerification {
    private static final int MAX_FAULTS = 20;

    /** An entry with the previous hash and its own hash. */
    record Link(long seq, String previous, String hash, AuditEntry entry) {
        String hashAfter(String before) {
            return AuditChain.hash(before, seq, entry);
        }
    }

    private final Connection connection;
    private final Optional<AuditHead> recordedHead;
    private final Optional<AuditHead> earlier;
    private final List<AuditFault> faults = new ArrayList<>();
    private @Nullable ChangedFieldSearch changed;
    private @Nullable Link waiting;
    /** Expected previous hash of the waiting entry; after its check, its hash. */
    private String accepted = AuditChain.START;

    private long entries;
    private long last;

    ChainVerification(Connection connection, Optional<AuditHead> recordedHead, Optional<AuditHead> earlier) {
        this.connection = connection;
        this.recordedHead = recordedHead;
        this.earlier = earlier;
    }

    void next(Link link) throws SQLException {
        entries++;
        boolean gap = link.seq() != last + 1;
        if (waiting != null) {
            check(waiting, gap ? Optional.empty() : Optional.of(link.previous()), intact(link));
        }
        if (gap) {
            missing(last + 1, link.seq() - 1, "deleted; the next entry is " + link.seq());
            accepted = link.previous(); // the previous entry is gone
        }
        last = link.seq();
        waiting = link;
    }

    AuditVerifier.Result end() throws SQLException {
        Optional<String> follows = recordedHead.filter(end -> end.seq() == last).map(AuditHead::hash);
        if (waiting != null) {
            check(waiting, follows, true);
        }
        checkHead();
        return new AuditVerifier.Result(
                entries, new AuditHead(last, accepted), faults.subList(0, Math.min(faults.size(), MAX_FAULTS)));
    }

    private static boolean intact(Link link) {
        return link.hashAfter(link.previous()).equals(link.hash());
    }

    /**
     * @param follower previous hash according to the next entry or the recorded head; empty if there is neither
     * @param trusted whether the next entry itself is unchanged
     */
    private void check(Link link, Optional<String> follower, boolean trusted) throws SQLException {
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
        if (faults.size() >= MAX_FAULTS) {
            return AuditFault.of(link.seq(), "row", "changed");
        }
        if (changed == null) {
            changed = ChangedFieldSearch.in(connection);
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
                        "changed; the hash alone does not show which one"));
    }

    private void checkEarlier(long seq) {
        if (earlier.isPresent()
                && earlier.get().seq() == seq
                && !earlier.get().hash().equals(accepted)) {
            add(AuditFault.of(
                    seq,
                    "hash",
                    "an earlier verification found " + earlier.get().hash()
                            + " here: this entry or an earlier one was rewritten"));
        }
    }

    private void checkHead() {
        if (recordedHead.isEmpty()) {
            add(AuditFault.of(last, "row", "audit_head is empty: a truncated end cannot be detected"));
        } else if (recordedHead.get().seq() > last) {
            missing(last + 1, recordedHead.get().seq(), "deleted at the end; audit_head names the last one");
        } else if (recordedHead.get().seq() < last) {
            add(new AuditFault(
                    recordedHead.get().seq() + 1, last, "row", "added after the entry that audit_head names"));
        }
        if (earlier.isPresent() && earlier.get().seq() > last) {
            missing(last + 1, earlier.get().seq(), "deleted at the end; an earlier verification found them");
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
