package io.prontuario.cli.action;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WritePolicy.Request;
import io.prontuario.continuity.model.WritePolicy.Verb;
import io.prontuario.crds.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for from this round on: that a host serve nothing for a while, or that another database write.
 *
 * @param leave the host that is to be left  @param writer who is to write
 * @param lasts until the request is void; 10m when absent
 */
public record SavedRequest(
        @Nullable String id, Verb verb, @Nullable String leave, @Nullable String writer, @Nullable String lasts) {
    public SavedRequest {
        if (verb == null) {
            throw new IllegalArgumentException("verb: is missing; write switchover or drill");
        }
        if ((leave == null) == (writer == null)) {
            throw new IllegalArgumentException("leave: write either leave: HOST or writer: SITE");
        }
        id = id == null ? verb.name().toLowerCase(java.util.Locale.ROOT) : id;
        lasts = lasts == null ? "10m" : lasts;
        if (Durations.tryParse(lasts).isEmpty()) {
            throw new IllegalArgumentException("lasts: \"" + lasts + "\" is not a time; write for example 10m");
        }
    }

    Optional<DrainRequest> toLeave(Instant asked) {
        return Optional.ofNullable(leave)
                .map(host -> new DrainRequest(String.valueOf(id), verb, new SiteName(host), asked.plus(length())));
    }

    Optional<Request> toWrite(Instant asked) {
        return Optional.ofNullable(writer)
                .map(site -> new Request(String.valueOf(id), verb, new SiteName(site), asked.plus(length())));
    }

    private Duration length() {
        return Durations.parse(String.valueOf(lasts));
    }
}
