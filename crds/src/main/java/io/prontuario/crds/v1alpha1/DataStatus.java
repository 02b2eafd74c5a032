package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.prontuario.crds.v1alpha1.PlatformStatus.HandledRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record's writer as decided, which is also the operator's memory of the decision, and its copies as observed. Times are RFC 3339,
 * positions are in bytes of WAL.
 */
public record DataStatus(
        @JsonPropertyDescription(
                        "The writer of the epoch: the name of a host, or cloud. Absent before the first epoch.")
                @Nullable
                String writer,
        @JsonPropertyDescription("The epoch of the writer. It increases with every change of the writer.") @Required
                Long epoch,
        @JsonPropertyDescription("Vacant: no epoch was granted yet. Granted: the writer may write. Ending: the epoch is"
                        + " being ended, and no writer is granted until it is proved who has every acknowledged write.")
                @Required
                Phase phase,
        @JsonPropertyDescription("Why the epoch was granted or is being ended.") @Required Cause cause,
        @JsonPropertyDescription("The time since which the epoch has this phase (RFC 3339).") @Nullable String since,
        @JsonPropertyDescription("Where a planned change leads: the name of a host, or cloud.") @Nullable String target,
        @JsonPropertyDescription("The newest switchover that was begun or refused.") @Nullable HandledRequest request,
        @JsonPropertyDescription(
                        "The synchronous sets that may have acknowledged a write of this epoch, the newest last.")
                @Size(max = 16)
                List<SynchronousSet> synchronous,
        @JsonPropertyDescription("What the cloud was last asked about the end of an epoch.") @Nullable Inquiry inquiry,
        @JsonPropertyDescription(
                        "While Ending: the epoch below which copies were told to accept nothing. 0: none was told.")
                @Required
                Long fencedBelow,
        @JsonPropertyDescription("The databases on hosts, as last observed.") @Size(max = 16) List<Copy> copies,
        @JsonPropertyDescription("The witness, as last observed. Absent without data.postgres.witness.") @Nullable
                Witness witness) {
    public DataStatus {
        synchronous = Lists.orEmpty(synchronous);
        copies = Lists.orEmpty(copies);
    }

    public enum Phase {
        Vacant,
        Granted,
        Ending
    }

    /** See the write authority. */
    public enum Cause {
        First,
        Failover,
        Switchover,
        Drill,
        HandOver,
        Disaster,
        HandBack
    }

    /** PostgreSQL's {@code ANY required (members)}. */
    public record SynchronousSet(
            @JsonPropertyDescription("The version of the set. It increases with every change.") @Required Long version,
            @JsonPropertyDescription("Names of hosts, and witness.") @Size(max = 16) List<String> members,
            @JsonPropertyDescription("How many members must have a write before it is acknowledged. 0: the writer waits"
                            + " for none.")
                    @Required
                    Integer required) {
        public SynchronousSet {
            members = Lists.orEmpty(members);
        }
    }

    /** The cloud is asked to confirm that it knows of the end of an epoch. */
    public record Inquiry(
            @JsonPropertyDescription("The newest epoch that is over.") @Required Long endedEpoch,
            @JsonPropertyDescription("The host that ran when the cloud was asked.") @Required String host,
            @JsonPropertyDescription("The number of starts of that host's database then.") @Required Long boot) {}

    /** Whether a copy answers. */
    public enum Answer {
        Yes,
        No,
        Unknown
    }

    /** What a copy is to the writer. */
    public enum Role {
        Writer,
        Copy
    }

    /** A database on a host. Numbers are as of the last change of the rest, or up to 10 s old. */
    public record Copy(
            @JsonPropertyDescription("The name of the host.") @Required String name,
            @JsonPropertyDescription("Writer: it accepts writes. Copy: it does not.") @Required Role role,
            @JsonPropertyDescription(
                            "Yes: it can be relied on. No: it failed past the detection threshold. Unknown: not"
                                    + " known yet.")
                    @Required
                    Answer answers,
            @JsonPropertyDescription(
                            "What PostgreSQL does: Empty, Copying, Starting, Standby, Primary or Stopped. Absent"
                                    + " if it does not answer.")
                    @Nullable
                    String phase,
            @JsonPropertyDescription("The epoch of its WAL.") @Nullable Long epoch,
            @JsonPropertyDescription("How far its WAL is on disk.") @Nullable Long position,
            @JsonPropertyDescription("How many bytes of WAL it lacks. Absent for the writer, or if unknown.") @Nullable
                    Long behind,
            @JsonPropertyDescription("What is wrong, and what to do.") @Nullable String problem) {}

    /** The WAL receiver on the edge. */
    public record Witness(
            @JsonPropertyDescription("The name of the edge node.") @Required String name,
            @JsonPropertyDescription("Whether it answers: Yes, No or Unknown.") @Required Answer answers,
            @JsonPropertyDescription("Whether the writer sends to it.") @Nullable Boolean streaming,
            @JsonPropertyDescription("The epoch of its WAL.") @Nullable Long epoch,
            @JsonPropertyDescription("How far its WAL is on disk.") @Nullable Long position,
            @JsonPropertyDescription("How many bytes of WAL it lacks. Absent if unknown.") @Nullable Long behind,
            @JsonPropertyDescription("What is wrong, and what to do.") @Nullable String problem) {}
}
