package io.prontuario.operator.data;

import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.event.EventRecorder.Level;
import java.util.Locale;

/** Events about the writer and about requests, each once. */
public final class WriterEvents {
    private final EventRecorder events;

    public WriterEvents(EventRecorder events) {
        this.events = events;
    }

    void changed(PlatformRef platform, WriterEpoch before, WriterEpoch after) {
        String writer = after.writer().map(SiteName::value).orElse("no site");
        if (after.phase() == Phase.ENDING && before.phase() == Phase.GRANTED) {
            events.record(
                    platform,
                    level(after.cause()),
                    "WriterEnding",
                    "" + after.epoch(),
                    "epoch " + after.epoch() + " of " + writer + " is being ended (" + words(after.cause()) + ")");
        }
        if (after.phase() == Phase.GRANTED && after.epoch() != before.epoch()) {
            events.record(
                    platform,
                    level(after.cause()),
                    "WriterMoved",
                    "" + after.epoch(),
                    writer + " is the writer of epoch " + after.epoch() + " (" + words(after.cause()) + ")");
        }
        handled(
                platform,
                "Switchover",
                before.change().request(),
                after.change().request());
    }

    /** @param verb of the request, which begins the Event's reason */
    void handled(PlatformRef platform, String verb, HandledRequest before, HandledRequest after) {
        if (after.id().isEmpty() || after.is(before.id()) && after.outcome() == before.outcome()) {
            return;
        }
        String reason =
                switch (after.outcome()) {
                    case UNDERWAY -> verb + "Started";
                    case CARRIED_OUT -> verb + "Done";
                    case REFUSED -> verb + "Refused";
                    case FAILED -> verb + "Failed";
                };
        Level level =
                after.outcome() == HandledRequest.Outcome.REFUSED || after.outcome() == HandledRequest.Outcome.FAILED
                        ? Level.Warning
                        : Level.Normal;
        events.record(platform, level, reason, after.id(), "request " + after.id() + ": " + after.reason());
    }

    private static Level level(Cause cause) {
        return cause == Cause.FAILOVER || cause == Cause.DISASTER ? Level.Warning : Level.Normal;
    }

    private static String words(Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
