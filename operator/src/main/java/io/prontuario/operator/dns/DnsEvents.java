package io.prontuario.operator.dns;

import io.prontuario.names.AddressRecords;
import io.prontuario.names.NameKeeper.Pass;
import io.prontuario.names.NameKeeper.Standing;
import io.prontuario.names.NamesException;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.event.EventRecorder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells of a name's flips, repairs and troubles, each once. */
final class DnsEvents {
    private final EventRecorder events;
    private @Nullable AddressRecords settled;
    private @Nullable AddressRecords writing;
    private @Nullable String trouble;

    DnsEvents(EventRecorder events) {
        this.events = events;
    }

    /** After a pass that was not refused. */
    void tell(PlatformRef platform, DnsView view, String target, AddressRecords wanted, Pass pass) {
        trouble = null;
        if (pass.written()) {
            if (settled != null && settled.sameAs(wanted)) {
                say(
                        platform,
                        EventRecorder.Level.Warning,
                        "NameRepaired",
                        view.condition() + ": " + view.name() + " was changed by somebody else to "
                                + pass.before().map(AddressRecords::inWords).orElse("nothing")
                                + " and has been put back to " + wanted.inWords());
            }
            writing = wanted;
        }
        AddressRecords written = writing;
        if (pass.standing() instanceof Standing.Everywhere everywhere) {
            if (written != null && (settled == null || !settled.sameAs(wanted))) {
                say(
                        platform,
                        "Cloud".equals(target) ? EventRecorder.Level.Warning : EventRecorder.Level.Normal,
                        "NameFlipped",
                        view.condition() + ": " + view.name() + " points to the "
                                + target.toLowerCase(java.util.Locale.ROOT)
                                + ", " + wanted.inWords() + ", say all " + everywhere.servers()
                                + " authoritative servers; clients follow within the time to live");
            }
            settled = wanted;
            writing = null;
        }
    }

    /** The same trouble again is no news. */
    void tell(PlatformRef platform, DnsView view, NamesException problem) {
        String now = problem.kind() + problem.inWords();
        if (!now.equals(trouble)) {
            trouble = now;
            say(platform, EventRecorder.Level.Warning, "NameNotKept", view.condition() + ": " + problem.inWords());
        }
    }

    private void say(PlatformRef platform, EventRecorder.Level level, String reason, String message) {
        events.record(platform, level, reason, UUID.randomUUID().toString(), message);
    }
}
