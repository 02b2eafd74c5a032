package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.FailoverSpec.Request;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** A planned change names a host that can take part in it, and has an end. */
final class PlannedRequests implements Rule {
    private static final String PATH = "spec.failover.request";

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        Request request = spec.failover().request();
        if (request == null) {
            return;
        }
        if (request.verb() != null && request.host() != null) {
            List<String> possible = possible(spec, request.verb());
            if (!possible.contains(request.host())) {
                problems.error(
                        PATH + ".host",
                        request.host() + " cannot take part in a " + request.verb(),
                        "write the name of a host: " + SpecLookup.oneOf(possible));
            }
        }
        if (request.until() != null) {
            until(request.until(), problems);
        }
    }

    private static List<String> possible(PlatformSpec spec, Request.Verb verb) {
        PostgresSpec postgres = spec.postgres();
        return switch (verb) {
            case Drain -> SpecLookup.servingHosts(spec);
            case Switchover -> postgres == null ? List.of() : postgres.hosts();
        };
    }

    // A time that has passed is no error: an accepted spec does not become invalid with time.
    private static void until(String text, Problems problems) {
        try {
            OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            problems.error(
                    PATH + ".until",
                    "\"" + text + "\" is not a valid time",
                    "write an RFC 3339 time such as 2026-01-31T06:00:00Z");
        }
    }
}
