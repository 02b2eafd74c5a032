package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.FailoverSpec.Pause;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** A pause has an end. A pause that has ended long ago or is long gets a warning. */
final class PauseExpiry implements Rule {
    private static final String PATH = "spec.failover.pause";
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final Duration LONG = Duration.ofDays(7);

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        Pause pause = spec.failover().pause();
        if (pause == null) {
            return;
        }
        if (pause.until() == null) {
            problems.error(
                    PATH + ".until",
                    "is missing; a pause must have an end",
                    "add until, an RFC 3339 time such as 2026-01-31T06:00:00Z");
            return;
        }
        try {
            Instant until = OffsetDateTime.parse(pause.until()).toInstant();
            // Warnings, because an accepted spec must not become invalid by the passage of time.
            if (until.isBefore(now.minus(FORGOTTEN))) {
                problems.warning(
                        PATH + ".until",
                        pause.until() + " is more than a day ago",
                        "remove the pause; it has no effect");
            } else if (until.isAfter(now.plus(LONG))) {
                problems.warning(
                        PATH + ".until",
                        pause.until() + " is more than 7 days ahead; there is no automatic failover until then",
                        "write an earlier time");
            }
        } catch (DateTimeParseException e) {
            problems.error(
                    PATH + ".until",
                    "\"" + pause.until() + "\" is not a valid time",
                    "write an RFC 3339 time such as 2026-01-31T06:00:00Z");
        }
    }
}
