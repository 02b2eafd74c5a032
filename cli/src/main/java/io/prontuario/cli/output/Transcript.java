package io.prontuario.cli.output;

import io.prontuario.cli.action.ExplainService.Step;
import io.prontuario.cli.action.SavedData;
import io.prontuario.cli.action.SavedObservation;
import io.prontuario.cli.action.SavedObservation.FrontDoor;
import io.prontuario.cli.action.SavedObservation.Round;
import io.prontuario.cli.action.SavedObservation.Site;
import io.prontuario.cli.action.SavedRequest;
import io.prontuario.cli.output.DecisionText.Line;
import io.prontuario.continuity.model.OperatorRole;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Saved observations in words, with what each round changed in the decision. */
public final class Transcript {
    private final SavedObservation saved;
    private final StringBuilder text = new StringBuilder();
    private Set<String> before = Set.of();
    private int group;
    private long groupEnds;

    public Transcript(SavedObservation saved) {
        this.saved = saved;
        text.append("observed by the ")
                .append(saved.site() == OperatorRole.ONSITE ? "on-site" : "cloud")
                .append(" operator; a round lists what is new in its decision\n");
        if (saved.platform() != null) {
            text.append("with ").append(saved.platform()).append('\n');
        }
    }

    /** Adds the decisions of the next round. */
    public void add(Step step) {
        if (step.number() > groupEnds) {
            observed(saved.rounds().get(group++));
        }
        List<Line> lines = DecisionText.events(step.explained());
        lines.stream().filter(line -> !before.contains(line.key())).forEach(line -> text.append("  round ")
                .append(step.number())
                .append(": ")
                .append(line.text().replaceFirst(" {2,}", " "))
                .append('\n'));
        before = new HashSet<>(lines.stream().map(Line::key).toList());
    }

    /** What was observed, and what changed. */
    public String text() {
        return text + "\ndecision after round " + groupEnds + ":";
    }

    private void observed(Round round) {
        long first = groupEnds + 1;
        groupEnds += round.count();
        text.append('\n')
                .append(first == groupEnds ? "round " + first : "rounds " + first + " to " + groupEnds)
                .append(" observe\n");
        if (round.platform() != null) {
            line("platform", "with " + round.platform());
        }
        new TreeMap<>(round.sites()).forEach((name, site) -> line(name, site(site)));
        new TreeMap<>(round.frontDoors()).forEach((box, door) -> line("front door " + box, frontDoor(door)));
        if (round.onsite() != null) {
            line(
                    "on-site heartbeat",
                    round.onsite().mode() + ", epoch " + round.onsite().epoch()
                            + (Boolean.FALSE.equals(round.onsite().fresh()) ? ", not renewed" : ""));
        }
        if (round.data() != null) {
            data(round.data());
        }
        if (round.asks() != null) {
            line("request", request(round.asks()));
        }
    }

    private void line(String subject, String words) {
        text.append("  ").append(subject).append(": ").append(words).append('\n');
    }

    private static String site(Site site) {
        return site.result().name().toLowerCase(Locale.ROOT)
                + (site.bootId() == null
                        ? ""
                        : ", boot " + site.bootId() + (site.admitted() ? ", admitted" : ", not admitted"))
                + (site.detail() == null ? "" : " (" + site.detail() + ")");
    }

    private static String frontDoor(FrontDoor door) {
        if (Boolean.FALSE.equals(door.reachable())) {
            return "does not answer";
        }
        String used = door.serving() == null
                ? ""
                : door.serving().entrySet().stream()
                        .filter(entry -> Boolean.TRUE.equals(entry.getValue()))
                        .map(entry -> entry.getKey())
                        .sorted()
                        .collect(Collectors.joining(", "));
        return used.isEmpty() ? "uses no site" : "uses " + used;
    }

    private void data(SavedData data) {
        if (Boolean.FALSE.equals(data.quorum())) {
            line("etcd", "no quorum");
        }
        new TreeMap<>(data.databases()).forEach((name, database) -> line("database " + name, database(database)));
        if (data.witness() != null) {
            line("witness", witness(data.witness()));
        }
        if (data.peer() != null) {
            line(
                    "peer operator",
                    "epoch " + data.peer().epoch() + (data.peer().isWriter() ? ", is the writer" : "")
                            + (data.peer().demoted() ? ", demoted" : ""));
        }
        if (data.proofs() != null) {
            line("proofs", data.proofs().toString());
        }
        line(
                "projection",
                data.projectionLagging() == null ? "lag unknown" : data.projectionLagging() ? "lags" : "does not lag");
        line("inbox", data.inboxPending() == null ? "unknown" : data.inboxPending() + " rows to merge");
    }

    private static String database(SavedData.Database database) {
        return Boolean.FALSE.equals(database.answers())
                ? "does not answer"
                : (database.set() == null ? "follows" : "writes") + " epoch " + database.epoch() + ", WAL to "
                        + database.position()
                        + (database.set() != null
                                ? ", waits for set " + database.set()
                                : database.receiving() ? ", receiving" : ", not receiving")
                        + fenced(database.fencedBelow());
    }

    private static String witness(SavedData.Witness witness) {
        return Boolean.FALSE.equals(witness.answers())
                ? "does not answer"
                : "WAL of epoch " + witness.epoch() + " from " + witness.from() + " to " + witness.to()
                        + (witness.streaming() ? ", streaming" : ", not streaming")
                        + (Boolean.FALSE.equals(witness.unbroken()) ? ", with a gap" : "")
                        + fenced(witness.fencedBelow());
    }

    private static String fenced(@Nullable Long below) {
        return below == null ? "" : ", fenced below epoch " + below;
    }

    private static String request(SavedRequest request) {
        return request.kind().name().toLowerCase(Locale.ROOT)
                + (request.drain() == null ? " to writer " + request.writer() : " drains " + request.drain()) + " for "
                + request.lasts();
    }
}
