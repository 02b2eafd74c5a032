package io.prontuario.cli.output;

import io.fabric8.kubernetes.api.model.Condition;
import io.prontuario.crds.v1alpha1.FailoverSpec.Pause;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.crds.v1alpha1.PlatformStatus.Site;
import io.prontuario.crds.v1alpha1.PlatformStatus.Transition;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A platform's status in sentences. */
public final class Explanation {
    private Explanation() {}

    /** Lines of text, each ended by a line feed. */
    public static String of(ProntuarioPlatform platform) {
        PlatformStatus status = platform.getStatus();
        String name = platform.getMetadata().getName();
        if (status == null || status.mode() == null) {
            return name + ": no operator has reported yet; check that one runs: kubectl get pods -n "
                    + platform.getMetadata().getNamespace() + "\n";
        }
        StringBuilder text = new StringBuilder();
        line(text, "%s is %s: %s", name, status.mode(), meaning(status.mode()));
        line(
                text,
                "%s serves, in epoch %s.",
                Objects.requireNonNullElse(status.activeSite(), "No site"),
                status.epoch());
        if (!Objects.equals(status.observedGeneration(), platform.getMetadata().getGeneration())) {
            line(
                    text,
                    "The newest spec (generation %s) is not in force; the operator runs generation %s. See SpecValid below.",
                    platform.getMetadata().getGeneration(),
                    status.observedGeneration());
        }
        pause(text, platform);
        status.sites().forEach(site -> site(text, site));
        if (status.data() != null) {
            RecordSentences.of(status.data()).forEach(sentence -> line(text, "%s", sentence));
        }
        last(status.transitions()).ifPresent(t -> transition(text, t));
        status.conditions().stream()
                .filter(Explanation::noteworthy)
                .forEach(c ->
                        line(text, "%s is %s (%s): %s", c.getType(), c.getStatus(), c.getReason(), c.getMessage()));
        return text.toString();
    }

    /** The sentences, and the figures that programs compare. */
    public static Map<String, Object> json(ProntuarioPlatform platform) {
        PlatformStatus status = platform.getStatus();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", platform.getMetadata().getName());
        json.put("namespace", platform.getMetadata().getNamespace());
        json.put("mode", status == null ? null : status.mode());
        json.put("activeSite", status == null ? null : status.activeSite());
        json.put("sentences", of(platform).lines().toList());
        return json;
    }

    private static String meaning(Mode mode) {
        return switch (mode) {
            case Full -> "every host is admitted and serves.";
            case Degraded -> "fewer hosts than planned serve; if the next one fails, the cloud takes over.";
            case Emergency -> "no host serves; the cloud answers with the emergency profile.";
            case Outage -> "nothing serves.";
            case Failback -> "hosts are back; requests return to them after the stabilization window.";
        };
    }

    private static void pause(StringBuilder text, ProntuarioPlatform platform) {
        @Nullable Pause pause = platform.getSpec().failover().pause();
        if (pause != null) {
            line(text, "Automatic transitions are paused until %s: %s", pause.until(), pause.reason());
        }
    }

    private static void site(StringBuilder text, Site site) {
        line(
                text,
                "%s has been %s since %s%s%s%s.",
                site.name(),
                site.health(),
                site.since(),
                site.failingSince() == null ? "" : ", failing since " + site.failingSince(),
                Boolean.TRUE.equals(site.admitted()) ? ", admitted" : ", not admitted",
                site.reason() == null || site.reason().isBlank() ? "" : " (" + site.reason() + ")");
    }

    private static void transition(StringBuilder text, Transition t) {
        line(
                text,
                "The last change was %s to %s (%s): detected %s, decided %s, routed %s, served %s.",
                t.from(),
                t.to(),
                t.reason(),
                t.detectedAt(),
                t.decidedAt(),
                t.routedAt(),
                t.servedAt());
    }

    /** A condition in its normal state is left out. */
    private static boolean noteworthy(Condition condition) {
        boolean badWhenTrue = List.of("Reconciling", "Stalled").contains(condition.getType());
        return !(badWhenTrue ? "False" : "True").equals(condition.getStatus());
    }

    private static java.util.Optional<Transition> last(List<Transition> transitions) {
        return transitions.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(transitions.get(transitions.size() - 1));
    }

    private static void line(StringBuilder text, String format, @Nullable Object... args) {
        text.append(format.formatted(args)).append('\n');
    }
}
