package io.prontuario.continuity.model;

import java.util.Set;

/**
 * What a writer waits for before it acknowledges a write: PostgreSQL's {@code ANY required (members)}, without the writer itself.
 *
 * @param version rises with every change, across epochs; receivers refuse an older one
 * @param members databases on hosts, and {@link #WITNESS}
 * @param required W: how many members must have the write on disk; 0: the writer waits for none
 */
public record SyncSet(long version, Set<SiteName> members, int required) {
    /** The WAL receiver on the edge: it keeps what it was sent, and serves nothing. */
    public static final SiteName WITNESS = new SiteName("witness");

    public SyncSet {
        members = Set.copyOf(members);
    }

    /** A set in which one of these members must have the write; none where there are none. */
    public static SyncSet any(long version, Set<SiteName> members) {
        return new SyncSet(version, members, Math.min(1, members.size()));
    }

    /**
     * Whether these sites share a member with every group that could acknowledge a write: R + W &gt; N, with R the members of the set
     * among them, W the members a write waits for and N the members of the set. Then they hold every acknowledged write, and no
     * write is acknowledged without one of them.
     */
    public boolean intersectsEveryWriteQuorum(Set<SiteName> sites) {
        int counted = 0;
        for (SiteName member : sites) {
            counted += members.contains(member) ? 1 : 0;
        }
        return counted + required > members.size();
    }
}
