package io.prontuario.cli.action;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is on record about the writer before the first round.
 *
 * @param writer a host, or cloud  @param epoch that was granted to it
 * @param phase granted when absent, or ending  @param cause first when absent
 * @param sets synchronous sets in effect, the newest last
 */
public record SavedWriter(
        @Nullable String writer, long epoch, @Nullable Phase phase, @Nullable Cause cause, List<SavedSet> sets) {
    public SavedWriter {
        if (writer == null || writer.isBlank()) {
            throw new IllegalArgumentException("writer: is missing; write the host whose database may write, or cloud");
        }
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch: " + epoch + " was never granted; write 1 or more");
        }
        sets = sets == null ? List.of() : List.copyOf(sets);
        if (sets.isEmpty() && !SiteName.CLOUD.value().equals(writer)) {
            throw new IllegalArgumentException("sets: is missing; write the synchronous set that " + writer + " runs");
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

    WriterEpoch writerEpoch() {
        WriterEpoch granted = WriterEpoch.grantedTo(
                new SiteName(String.valueOf(writer)),
                epoch,
                cause == null ? Cause.FIRST : cause,
                sets.stream().map(SavedSet::set).toList());
        return phase == Phase.ENDING ? granted.ending(granted.cause()) : granted;
    }
}
