package io.prontuario.continuity.model;

import java.util.Set;

/**
 * What a writer waits for before it acknowledges: {@code ANY required (members)} in PostgreSQL's words, without the writer itself.
 *
 * @param version rises with every change, across epochs; receivers refuse an older one
 * @param members databases on hosts, and {@link #WITNESS}
 * @param required how many of them must have the write on disk; 0: the writer stands alone
 */
public record SyncSet(long version, Set<SiteName> members, int required) {
    /** The WAL receiver on the edge: it keeps what it was sent, and serves nothing. */
    public static final SiteName WITNESS = new SiteName("witness");

    public SyncSet {
        members = Set.copyOf(members);
    }

    /** One of these members is enough; none of none. */
    public static SyncSet any(long version, Set<SiteName> members) {
        return new SyncSet(version, members, Math.min(1, members.size()));
    }

    /**
     * Whether every set of members that could acknowledge a write holds one of {@code these}: R + W &gt; N. Then nothing is
     * acknowledged without them, and they know of everything that was.
     */
    public boolean cannotDoWithout(Set<SiteName> these) {
        int counted = 0;
        for (SiteName member : these) {
            counted += members.contains(member) ? 1 : 0;
        }
        return counted + required > members.size();
    }
}
