package io.prontuario.cli.output;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Platforms and their status, as tables, JSON or YAML. */
public final class StatusOutput {
    private final Format format;
    private final PrintWriter out;

    public StatusOutput(Format format, PrintWriter out) {
        this.format = format;
        this.out = out;
    }

    /** Prints several platforms; one list in JSON and YAML. */
    public void printAll(List<ProntuarioPlatform> platforms) {
        switch (format) {
            case TABLE -> {
                if (platforms.isEmpty()) {
                    out.println("No ProntuarioPlatform in this namespace.");
                }
                platforms.forEach(this::print);
            }
            case JSON -> out.println(Serialization.asJson(
                    platforms.stream().map(StatusOutput::plain).toList()));
            case YAML -> out.print(Serialization.asYaml(
                    platforms.stream().map(StatusOutput::plain).toList()));
        }
        out.flush();
    }

    public void print(ProntuarioPlatform platform) {
        switch (format) {
            case TABLE -> table(platform);
            case JSON -> out.println(Serialization.asJson(plain(platform)));
            case YAML -> out.print("---\n" + Serialization.asYaml(plain(platform)));
        }
        out.flush();
    }

    private static Map<String, Object> plain(ProntuarioPlatform platform) {
        Map<String, Object> plain = new java.util.LinkedHashMap<>();
        plain.put("name", platform.getMetadata().getName());
        plain.put("namespace", platform.getMetadata().getNamespace());
        plain.put("generation", platform.getMetadata().getGeneration());
        plain.put("status", platform.getStatus());
        return plain;
    }

    private void table(ProntuarioPlatform platform) {
        PlatformStatus status = platform.getStatus();
        if (status == null) {
            out.println(platform.getMetadata().getName() + ": no operator has reported yet");
            return;
        }
        out.println(new Table("PLATFORM", "MODE", "ACTIVE", "EPOCH", "READY", "GENERATION")
                .row(
                        platform.getMetadata().getName(),
                        status.mode() + (Boolean.TRUE.equals(status.paused()) ? " (paused)" : ""),
                        status.activeSite(),
                        status.epoch(),
                        ready(status),
                        status.observedGeneration() + " of "
                                + platform.getMetadata().getGeneration()));
        section(sites(status));
        if (status.data() != null) {
            RecordTables.of(status.data()).forEach(this::section);
        }
        section(transitions(status));
        section(drills(status));
        section(conditions(status));
        out.println();
    }

    private void section(Table table) {
        if (!table.isEmpty()) {
            out.println();
            out.println(table);
        }
    }

    private static String ready(PlatformStatus status) {
        return status.conditions().stream()
                .filter(c -> "Ready".equals(c.getType()))
                .map(Condition::getStatus)
                .findFirst()
                .orElse("Unknown");
    }

    private static Table sites(PlatformStatus status) {
        Table table = new Table("SITE", "HEALTH", "SINCE", "ADMITTED", "REASON");
        status.sites().forEach(s -> table.row(s.name(), s.health(), time(s.since()), s.admitted(), s.reason()));
        return table;
    }

    private static Table transitions(PlatformStatus status) {
        Table table = new Table("TRANSITION", "SITE", "DECIDED", "DETECTED", "ROUTED", "SERVED", "REASON");
        status.transitions()
                .forEach(t -> table.row(
                        t.from() + " -> " + t.to(),
                        arrow(t.fromSite(), t.toSite()),
                        time(t.decidedAt()),
                        offset(t.decidedAt(), t.detectedAt()),
                        offset(t.decidedAt(), t.routedAt()),
                        offset(t.decidedAt(), t.servedAt()),
                        t.reason()));
        return table;
    }

    private static Table drills(PlatformStatus status) {
        Table table = new Table("DRILL", "LAST", "VERDICT", "RTO", "NEXT", "OVERDUE", "REASON");
        status.drills()
                .forEach(d -> table.row(
                        d.name(),
                        time(d.lastScheduleTime()),
                        d.verdict(),
                        d.rto(),
                        d.since() == null ? "suspended" : time(d.next()),
                        d.overdue(),
                        d.reason()));
        return table;
    }

    private static Table conditions(PlatformStatus status) {
        Table table = new Table("CONDITION", "STATUS", "REASON", "MESSAGE");
        status.conditions().forEach(c -> table.row(c.getType(), c.getStatus(), c.getReason(), c.getMessage()));
        return table;
    }

    private static String arrow(@Nullable String from, @Nullable String to) {
        return from == null || from.equals(to) ? String.valueOf(to) : from + " -> " + to;
    }

    private static @Nullable String time(@Nullable String rfc3339) {
        return rfc3339 == null ? null : rfc3339.replaceFirst("\\.\\d+", "");
    }

    /** Seconds before (-) or after (+) the decision. */
    private static @Nullable String offset(@Nullable String decided, @Nullable String phase) {
        if (decided == null || phase == null) {
            return null;
        }
        try {
            double seconds = Duration.between(Instant.parse(decided), Instant.parse(phase))
                            .toMillis()
                    / 1000.0;
            return "%+.1f s".formatted(seconds);
        } catch (DateTimeParseException e) {
            return phase;
        }
    }
}
