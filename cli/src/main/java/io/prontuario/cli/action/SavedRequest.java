package io.prontuario.cli.action;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WritePolicy.Request;
import io.prontuario.crds.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for from this round on: to drain a host, or to move the writer.
 *
 * @param drain the host to drain  @param writer the site whose database is to be the writer
 * @param lasts until the request expires; 10m when absent
 */
public record SavedRequest(
        @Nullable String id,
        PlannedChangeKind kind,
        @Nullable String drain,
        @Nullable String writer,
        @Nullable String lasts) {
    public SavedRequest {
        if (kind == null) {
            throw new IllegalArgumentException("kind: is missing; write switchover or drill");
        }
        if ((drain == null) == (writer == null)) {
            throw new IllegalArgumentException("drain: write either drain: HOST or writer: SITE");
        }
        id = id == null ? kind.name().toLowerCase(java.util.Locale.ROOT) : id;
        lasts = lasts == null ? "10m" : lasts;
        if (Durations.tryParse(lasts).isEmpty()) {
            throw new IllegalArgumentException("lasts: \"" + lasts + "\" is not a time; write for example 10m");
        }
    }

    Optional<DrainRequest> toDrain(Instant asked) {
        return Optional.ofNullable(drain)
                .map(host -> new DrainRequest(String.valueOf(id), kind, new SiteName(host), asked.plus(length())));
    }

    Optional<Request> toWrite(Instant asked) {
        return Optional.ofNullable(writer)
                .map(site -> new Request(String.valueOf(id), kind, new SiteName(site), asked.plus(length())));
    }

    private Duration length() {
        return Durations.parse(String.valueOf(lasts));
    }
}
