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

/** Writes {@code spec.failover.pause}, and nothing else of the object. */
public final class PauseService {
    static final Duration LONGEST = Duration.ofHours(24);
    private final Clock clock;

    public PauseService(Clock clock) {
        this.clock = clock;
    }

    /** @throws CliException when a pause of this length or reason is not allowed */
    public void check(Duration length, String reason) {
        if (length.isZero() || length.isNegative()) {
            throw new CliException(ExitCode.BAD_INPUT, "--for: a pause must last; write a duration such as 30m");
        }
        if (length.compareTo(LONGEST) > 0) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "--for: longer than 24h; a pause always expires within a day. Pause again tomorrow if it is still needed");
        }
        if (reason.isBlank()) {
            throw new CliException(ExitCode.BAD_INPUT, "--reason: is empty; say why, people will read it in status");
        }
    }

    /** @return what was done, for people */
    public String pause(Cluster cluster, @Nullable String name, Duration length, String reason) {
        check(length, reason);
        Instant until = clock.instant().plus(length).truncatedTo(ChronoUnit.SECONDS);
        ProntuarioPlatform platform = cluster.only(name);
        patch(cluster, platform, Map.of("until", until.toString(), "reason", reason));
        return platform.getMetadata().getName() + ": no automatic transition until " + until;
    }

    /** @return what was done, for people */
    public String resume(Cluster cluster, @Nullable String name) {
        ProntuarioPlatform platform = cluster.only(name);
        String of = platform.getMetadata().getName();
        if (platform.getSpec().failover().pause() == null) {
            return of + ": was not paused";
        }
        patch(cluster, platform, null);
        return of + ": automatic transitions are possible again";
    }

    private static void patch(Cluster cluster, ProntuarioPlatform platform, @Nullable Map<String, String> pause) {
        // A merge patch: null removes the field, and no other field is touched whatever version of the type wrote it.
        Map<String, Object> failover = Collections.singletonMap("pause", pause);
        String patch = Serialization.asJson(Map.of("spec", Map.of("failover", failover)));
        cluster.asking(() -> cluster.platforms()
                .inNamespace(cluster.namespace())
                .withName(platform.getMetadata().getName())
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }
}
