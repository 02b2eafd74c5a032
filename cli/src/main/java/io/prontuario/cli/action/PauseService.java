package io.prontuario.cli.action;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code spec.failover.pause}, and no other field. */
public final class PauseService {
    static final Duration LONGEST = Duration.ofHours(24);

    /**
     * What a command did.
     *
     * @param changed false when the platform was not paused before {@code resume}
     * @param until end of the pause, RFC 3339; null after {@code resume}
     */
    public record Change(String platform, boolean changed, @Nullable String until) {
        /** One sentence. */
        public String inWords() {
            if (until != null) {
                return platform + ": automatic transitions are paused until " + until;
            }
            return platform + (changed ? ": automatic transitions are possible again" : ": was not paused");
        }
    }

    private final Clock clock;

    public PauseService(Clock clock) {
        this.clock = clock;
    }

    /** @throws CliException when a pause of this length or reason is not allowed */
    public void check(Duration length, String reason) {
        if (length.isZero() || length.isNegative()) {
            throw new CliException(
                    ExitCode.BAD_INPUT, "--for: " + length + " is not longer than 0; write a duration such as 30m");
        }
        if (length.compareTo(LONGEST) > 0) {
            throw new CliException(
                    ExitCode.BAD_INPUT, "--for: is longer than 24h; write at most 24h and pause again when it expires");
        }
        if (reason.isBlank()) {
            throw new CliException(ExitCode.BAD_INPUT, "--reason: is empty; write a reason, it is shown in status");
        }
    }

    /** @throws CliException (bad input) when the length, the reason or the name is wrong */
    public Change pause(Cluster cluster, @Nullable String name, Duration length, String reason) {
        check(length, reason);
        Instant until = clock.instant().plus(length).truncatedTo(ChronoUnit.SECONDS);
        ProntuarioPlatform platform = cluster.only(name);
        patch(cluster, platform, Map.of("until", until.toString(), "reason", reason));
        return new Change(platform.getMetadata().getName(), true, until.toString());
    }

    /** @throws CliException (bad input) when there is no such platform */
    public Change resume(Cluster cluster, @Nullable String name) {
        ProntuarioPlatform platform = cluster.only(name);
        String of = platform.getMetadata().getName();
        if (platform.getSpec().failover().pause() == null) {
            return new Change(of, false, null);
        }
        patch(cluster, platform, null);
        return new Change(of, true, null);
    }

    private static void patch(Cluster cluster, ProntuarioPlatform platform, @Nullable Map<String, String> pause) {
        // A merge patch: null removes the field, and no other field is written, also not one of a newer version of the
        // type.
        Map<String, Object> failover = Collections.singletonMap("pause", pause);
        String patch = Serialization.asJson(Map.of("spec", Map.of("failover", failover)));
        cluster.call(() -> cluster.platforms()
                .inNamespace(cluster.namespace())
                .withName(platform.getMetadata().getName())
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }
}
