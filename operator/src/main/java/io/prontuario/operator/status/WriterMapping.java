package io.prontuario.operator.status;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.crds.v1alpha1.DataStatus.Witness;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Maps the writer's epoch to status, its only durable memory, and back, without loss. */
public final class WriterMapping {
    private WriterMapping() {}

    /** The epoch that the write authority continues from; vacant when status has none. */
    public static WriterEpoch remembered(@Nullable DataStatus status) {
        if (status == null) {
            return WriterEpoch.vacant();
        }
        return new WriterEpoch(
                status.epoch(),
                Optional.ofNullable(status.writer()).map(SiteName::new),
                phase(status.phase()),
                new WriterEpoch.Change(
                        cause(status.cause()),
                        Optional.ofNullable(status.target()).map(SiteName::new),
                        HandledRequests.remembered(status.request())),
                status.synchronous().stream().map(WriterMapping::set).toList(),
                Optional.ofNullable(status.inquiry())
                        .map(inquiry -> new WriterEpoch.PeerInquiry(
                                inquiry.endedEpoch(), new SiteName(inquiry.host()), inquiry.boot())),
                status.fencedBelow());
    }

    /**
     * The epoch with what is observed of the copies.
     *
     * @param since when the epoch got its phase
     */
    public static DataStatus status(WriterEpoch epoch, @Nullable String since, CopiesStatus copies) {
        return new DataStatus(
                epoch.writer().map(SiteName::value).orElse(null),
                epoch.epoch(),
                phase(epoch.phase()),
                cause(epoch.cause()),
                since,
                epoch.change().target().map(SiteName::value).orElse(null),
                HandledRequests.status(epoch.change().request()),
                epoch.activeSyncSets().stream().map(WriterMapping::set).toList(),
                epoch.inquiry()
                        .map(inquiry -> new DataStatus.Inquiry(
                                inquiry.endedEpoch(), inquiry.host().value(), inquiry.boot()))
                        .orElse(null),
                epoch.fencedBelow(),
                copies.copies(),
                copies.witness());
    }

    /** What is observed of the record's copies. */
    public record CopiesStatus(List<DataStatus.Copy> copies, @Nullable Witness witness) {
        public CopiesStatus {
            copies = List.copyOf(copies);
        }
    }

    private static SyncSet set(DataStatus.SynchronousSet set) {
        return new SyncSet(
                set.version(), set.members().stream().map(SiteName::new).collect(Collectors.toSet()), set.required());
    }

    private static DataStatus.SynchronousSet set(SyncSet set) {
        return new DataStatus.SynchronousSet(
                set.version(),
                set.members().stream().map(SiteName::value).sorted().toList(),
                set.required());
    }

    private static WriterEpoch.Phase phase(DataStatus.Phase phase) {
        return switch (phase) {
            case Vacant -> WriterEpoch.Phase.VACANT;
            case Granted -> WriterEpoch.Phase.GRANTED;
            case Ending -> WriterEpoch.Phase.ENDING;
        };
    }

    private static DataStatus.Phase phase(WriterEpoch.Phase phase) {
        return switch (phase) {
            case VACANT -> DataStatus.Phase.Vacant;
            case GRANTED -> DataStatus.Phase.Granted;
            case ENDING -> DataStatus.Phase.Ending;
        };
    }

    private static WriterEpoch.Cause cause(DataStatus.Cause cause) {
        return switch (cause) {
            case First -> WriterEpoch.Cause.FIRST;
            case Failover -> WriterEpoch.Cause.FAILOVER;
            case Switchover -> WriterEpoch.Cause.SWITCHOVER;
            case Drill -> WriterEpoch.Cause.DRILL;
            case HandOver -> WriterEpoch.Cause.HAND_OVER;
            case Disaster -> WriterEpoch.Cause.DISASTER;
            case HandBack -> WriterEpoch.Cause.HAND_BACK;
        };
    }

    private static DataStatus.Cause cause(WriterEpoch.Cause cause) {
        return switch (cause) {
            case FIRST -> DataStatus.Cause.First;
            case FAILOVER -> DataStatus.Cause.Failover;
            case SWITCHOVER -> DataStatus.Cause.Switchover;
            case DRILL -> DataStatus.Cause.Drill;
            case HAND_OVER -> DataStatus.Cause.HandOver;
            case DISASTER -> DataStatus.Cause.Disaster;
            case HAND_BACK -> DataStatus.Cause.HandBack;
        };
    }
}
