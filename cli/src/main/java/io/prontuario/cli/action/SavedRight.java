package io.prontuario.cli.action;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is on record about the write right before the first round.
 *
 * @param holder a host, or cloud  @param epoch that was granted to it
 * @param phase held when absent, or closing  @param cause first when absent
 * @param sets synchronous sets in force, the newest last
 */
public record SavedRight(
        @Nullable String holder, long epoch, @Nullable Phase phase, @Nullable Cause cause, List<SavedSet> sets) {
    public SavedRight {
        if (holder == null || holder.isBlank()) {
            throw new IllegalArgumentException(
                    "holder: is missing; write the host that holds the write right, or cloud");
        }
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch: " + epoch + " was never granted; write 1 or more");
        }
        sets = sets == null ? List.of() : List.copyOf(sets);
        if (sets.isEmpty() && !SiteName.CLOUD.value().equals(holder)) {
            throw new IllegalArgumentException("sets: is missing; write the synchronous set that " + holder + " runs");
        }
    }

    /** @param members hosts, and witness  @param required how many of them a write waits for */
    public record SavedSet(long version, Set<String> members, int required) {
        public SavedSet {
            members = members == null ? Set.of() : members;
            if (required < 0 || required > members.size()) {
                throw new IllegalArgumentException(
                        "required: " + required + " of " + members.size() + " members is not possible");
            }
        }

        SyncSet set() {
            return new SyncSet(
                    version, members.stream().map(SiteName::new).collect(Collectors.toUnmodifiableSet()), required);
        }
    }

    WriterEpoch right() {
        return new WriterEpoch(
                epoch,
                Optional.ofNullable(holder).map(SiteName::new),
                phase == null ? Phase.HELD : phase,
                cause == null ? Cause.FIRST : cause,
                Optional.empty(),
                sets.stream().map(SavedSet::set).toList(),
                "");
    }
}
