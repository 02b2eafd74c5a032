package io.prontuario.operator.names;

import io.prontuario.names.AddressRecords;
import io.prontuario.names.NameKeeper.Pass;
import io.prontuario.names.NameKeeper.Standing;
import io.prontuario.names.NamesException;
import io.prontuario.operator.act.Announcer;
import io.prontuario.operator.desired.PlatformRef;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells of a name's flips, repairs and troubles, each once. */
final class NameEvents {
    private final Announcer announcer;
    private @Nullable AddressRecords settled;
    private @Nullable AddressRecords writing;
    private @Nullable String trouble;

    NameEvents(Announcer announcer) {
        this.announcer = announcer;
    }

    /** After a pass that was not refused. */
    void tell(PlatformRef platform, NameView view, String target, AddressRecords wanted, Pass pass) {
        trouble = null;
        if (pass.written()) {
            if (settled != null && settled.sameAs(wanted)) {
                say(
                        platform,
                        Announcer.Level.Warning,
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
                        "Cloud".equals(target) ? Announcer.Level.Warning : Announcer.Level.Normal,
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
    void tell(PlatformRef platform, NameView view, NamesException problem) {
        String now = problem.kind() + problem.inWords();
        if (!now.equals(trouble)) {
            trouble = now;
            say(platform, Announcer.Level.Warning, "NameNotKept", view.condition() + ": " + problem.inWords());
        }
    }

    private void say(PlatformRef platform, Announcer.Level level, String reason, String message) {
        announcer.announce(platform, level, reason, UUID.randomUUID().toString(), message);
    }
}
