package io.prontuario.cli.action;

import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.v1alpha1.FailoverSpec.Request;
import io.prontuario.crds.v1alpha1.FailoverSpec.Request.Verb;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes {@code spec.failover.request}, and no other field, and waits until the status says what became of it. */
public final class RequestService {
    private static final Duration LONGEST_DRAIN = Duration.ofHours(24);
    private static final DateTimeFormatter IN_AN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * What became of a request.
     *
     * @param id of the request; null where nothing was asked for
     * @param outcome done, refused, failed, or underway when the wait was over
     */
    public record Result(
            String platform,
            String verb,
            String host,
            @Nullable String id,
            @Nullable String until,
            String outcome,
            String reason) {
        /** One sentence. */
        public String inWords() {
            return platform + ": " + verb + " " + host + ": " + outcome + ": " + reason;
        }

        /** Refused by a guard: nothing was changed. Failed: not as asked. Underway: not in time. */
        public ExitCode exitCode() {
            return switch (outcome) {
                case "done" -> ExitCode.OK;
                case "refused" -> ExitCode.REFUSED;
                case "failed" -> ExitCode.OBJECTIVE_MISSED;
                default -> ExitCode.UNREACHABLE;
            };
        }
    }

    private final Cluster cluster;
    private final Clock clock;
    private final Duration patience;
    private final Consumer<String> progress;

    /** @param patience how long the status is waited for  @param progress is told every change */
    public RequestService(Cluster cluster, Clock clock, Duration patience, Consumer<String> progress) {
        this.cluster = cluster;
        this.clock = clock;
        this.patience = patience;
        this.progress = progress;
    }

    /** Moves the writer of the record to this host. The request is not begun any more when the wait is over. */
    public Result switchover(@Nullable String name, String host) {
        ProntuarioPlatform platform = cluster.only(name);
        PostgresSpec postgres = platform.getSpec().data() == null
                ? null
                : platform.getSpec().data().postgres();
        if (postgres == null || !postgres.onSite()) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "NAME: " + platform.getMetadata().getName()
                            + " keeps no record on its hosts (spec.data.postgres), so it has no writer to move");
        }
        known("--to", host, postgres.hosts());
        return carriedOut(platform, Verb.Switchover, host, patience);
    }

    /** Keeps requests and the writer away from this host for so long. */
    public Result drain(@Nullable String name, String host, Duration length) {
        if (length.isZero() || length.isNegative() || length.compareTo(LONGEST_DRAIN) > 0) {
            throw new CliException(ExitCode.BAD_INPUT, "--for: is not between 0 and 24h; write a duration such as 2h");
        }
        ProntuarioPlatform platform = cluster.only(name);
        known(
                "HOST",
                host,
                platform.getSpec().hosts().stream()
                        .filter(HostSpec::serves)
                        .map(HostSpec::name)
                        .toList());
        return carriedOut(platform, Verb.Drain, host, length);
    }

    /** Ends the drain of this host before its time, and waits until the host gets requests. The writer stays where it is. */
    public Result undrain(@Nullable String name, String host) {
        ProntuarioPlatform platform = cluster.only(name);
        Request request = platform.getSpec().failover().request();
        if (request == null || request.verb() != Verb.Drain || !request.host().equals(host)) {
            known(
                    "HOST",
                    host,
                    platform.getSpec().hosts().stream().map(HostSpec::name).toList());
            return result(platform, "undrain", host, null, "done", "no drain of " + host + " is requested");
        }
        patch(platform, null);
        progress.accept("the request " + request.id() + " is removed");
        boolean admitted = awaited(platform, changed -> admitted(changed.getStatus(), host));
        return admitted
                ? result(platform, "undrain", host, request, "done", host + " is admitted")
                : result(platform, "undrain", host, request, "underway", reason(platform, host));
    }

    private Result carriedOut(ProntuarioPlatform platform, Verb verb, String host, Duration length) {
        Instant now = clock.instant();
        notDrained(platform, now);
        Request request = new Request(
                verb.name().toLowerCase(Locale.ROOT) + "-" + host + "-" + IN_AN_ID.format(now),
                verb,
                host,
                now.plus(length).truncatedTo(ChronoUnit.SECONDS).toString());
        patch(platform, request);
        progress.accept("requested: " + request.id());
        RequestState[] seen = {RequestState.of(request, null)};
        awaited(platform, changed -> {
            RequestState state = RequestState.of(request, changed.getStatus());
            if (!state.equals(seen[0]) && !state.ends()) {
                progress.accept(state.phase().name().toLowerCase(Locale.ROOT) + ": " + state.reason());
            }
            seen[0] = state;
            return state.ends();
        });
        boolean waits = seen[0].phase() == RequestState.Phase.WAITING;
        return result(
                platform,
                verb.name().toLowerCase(Locale.ROOT),
                host,
                request,
                waits ? "underway" : seen[0].phase().name().toLowerCase(Locale.ROOT),
                seen[0].reason());
    }

    /** One request at a time is on the object: another one would end a drain that lasts. */
    private static void notDrained(ProntuarioPlatform platform, Instant now) {
        Request newest = platform.getSpec().failover().request();
        if (newest == null || newest.verb() != Verb.Drain || !now.isBefore(Instant.parse(newest.until()))) {
            return;
        }
        RequestState state = RequestState.of(newest, platform.getStatus());
        if (state.phase() != RequestState.Phase.REFUSED && state.phase() != RequestState.Phase.FAILED) {
            throw new CliException(
                    ExitCode.REFUSED,
                    newest.host() + " is drained until " + newest.until() + " by request " + newest.id()
                            + "; nothing was changed. End it first: prontuario undrain " + newest.host());
        }
    }

    private static void known(String option, String host, List<String> hosts) {
        if (!hosts.contains(host)) {
            throw new CliException(
                    ExitCode.BAD_INPUT, option + ": there is no host \"" + host + "\"; use one of " + hosts);
        }
    }

    private static boolean admitted(@Nullable PlatformStatus status, String host) {
        return status != null
                && status.sites().stream()
                        .anyMatch(site -> site.name().equals(host) && Boolean.TRUE.equals(site.admitted()));
    }

    private String reason(ProntuarioPlatform platform, String host) {
        PlatformStatus status = cluster.get(platform.getMetadata().getName()).getStatus();
        return status == null
                ? "no operator has reported yet"
                : status.sites().stream()
                        .filter(site -> site.name().equals(host))
                        .map(PlatformStatus.Site::reason)
                        .filter(reason -> reason != null)
                        .findFirst()
                        .orElse(host + " is not admitted yet");
    }

    private static Result result(
            ProntuarioPlatform platform,
            String verb,
            String host,
            @Nullable Request request,
            String outcome,
            String reason) {
        return new Result(
                platform.getMetadata().getName(),
                verb,
                host,
                request == null ? null : request.id(),
                request == null ? null : request.until(),
                outcome,
                reason);
    }

    /** Whether the platform came to this in time. */
    private boolean awaited(ProntuarioPlatform platform, Predicate<ProntuarioPlatform> condition) {
        return cluster.call(() -> {
            try {
                cluster.platforms()
                        .inNamespace(cluster.namespace())
                        .withName(platform.getMetadata().getName())
                        .waitUntilCondition(
                                changed -> changed != null && condition.test(changed),
                                patience.toMillis(),
                                TimeUnit.MILLISECONDS);
                return true;
            } catch (KubernetesClientTimeoutException late) {
                return false;
            }
        });
    }

    private void patch(ProntuarioPlatform platform, @Nullable Request request) {
        // A merge patch: null removes the field, and no other field is written.
        String patch = Serialization.asJson(Collections.singletonMap(
                "spec", Collections.singletonMap("failover", Collections.singletonMap("request", request))));
        cluster.call(() -> cluster.platforms()
                .inNamespace(cluster.namespace())
                .withName(platform.getMetadata().getName())
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }
}
