package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.FailoverSpec.Pause;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** A pause always expires; one that is forgotten, or that lasts, is worth a word. */
final class PauseExpires implements Rule {
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
                    "is missing, and a pause always expires",
                    "add until, an RFC 3339 time such as 2026-01-31T06:00:00Z");
            return;
        }
        try {
            Instant until = OffsetDateTime.parse(pause.until()).toInstant();
            // Warnings only: a spec that was good when it was accepted must not turn bad while nobody touches it.
            if (until.isBefore(now.minus(FORGOTTEN))) {
                problems.warning(
                        PATH + ".until",
                        pause.until() + " is more than a day ago",
                        "remove the pause; it has no effect");
            } else if (until.isAfter(now.plus(LONG))) {
                problems.warning(
                        PATH + ".until",
                        pause.until() + " is more than 7 days ahead, and nothing fails over until then",
                        "write an earlier time");
            }
        } catch (DateTimeParseException e) {
            problems.error(
                    PATH + ".until",
                    "\"" + pause.until() + "\" is no time that exists",
                    "write it as RFC 3339 has it: 2026-01-31T06:00:00Z");
        }
    }
}
