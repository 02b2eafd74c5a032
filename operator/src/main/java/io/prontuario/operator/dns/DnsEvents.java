package io.prontuario.operator.dns;

import io.prontuario.names.AddressRecords;
import io.prontuario.names.DnsException;
import io.prontuario.names.DnsRecordUpdater.Propagation;
import io.prontuario.names.DnsRecordUpdater.Update;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.event.EventRecorder;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events about a name: its changes, its repairs and its failures, each once. Not thread-safe. */
final class DnsEvents {
    private final EventRecorder events;
    private @Nullable AddressRecords settled;
    private @Nullable AddressRecords writing;
    private @Nullable String failure;

    DnsEvents(EventRecorder events) {
        this.events = events;
    }

    /** After a pass that was not refused. */
    void synced(PlatformRef platform, DnsView view, String target, AddressRecords wanted, Update update) {
        failure = null;
        if (update.written()) {
            if (settled != null && settled.sameAs(wanted)) {
                record(
                        platform,
                        EventRecorder.Level.Warning,
                        "DnsRecordRepaired",
                        view.condition() + ": another writer had changed " + view.name() + " to "
                                + update.before().map(AddressRecords::inWords).orElse("nothing")
                                + "; restored " + wanted.inWords());
            }
            writing = wanted;
        }
        AddressRecords written = writing;
        if (update.propagation() instanceof Propagation.Complete complete) {
            if (written != null && (settled == null || !settled.sameAs(wanted))) {
                record(
                        platform,
                        "Cloud".equals(target) ? EventRecorder.Level.Warning : EventRecorder.Level.Normal,
                        "DnsRecordChanged",
                        view.condition() + ": " + view.name() + " points to the "
                                + target.toLowerCase(Locale.ROOT)
                                + ", " + wanted.inWords() + ", on all " + complete.servers()
                                + " authoritative servers; clients follow within the time to live");
            }
            settled = wanted;
            writing = null;
        }
    }

    /** The same failure again writes no Event. */
    void failed(PlatformRef platform, DnsView view, DnsException problem) {
        String now = problem.kind() + problem.inWords();
        if (!now.equals(failure)) {
            failure = now;
            record(
                    platform,
                    EventRecorder.Level.Warning,
                    "DnsUpdateFailed",
                    view.condition() + ": " + problem.inWords());
        }
    }

    private void record(PlatformRef platform, EventRecorder.Level level, String reason, String message) {
        events.record(platform, level, reason, UUID.randomUUID().toString(), message);
    }
}
