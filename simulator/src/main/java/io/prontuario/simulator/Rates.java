package io.prontuario.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How often things fail and how long they stay so, one kind a line, each with its source:
 * {@code KIND where a-year lasts-on-average source}. Failures come independently of each other (Poisson) and last exponentially.
 */
public record Rates(List<Line> lines) {
    private static final String RESOURCE = "rates.txt";
    private static final double YEAR = 365.0 * 86_400_000;
    /** A platform's first minute is its creation. */
    private static final long QUIET_START = 60_000;

    public Rates {
        lines = List.copyOf(lines);
    }

    /** Where a kind of failure strikes. */
    public enum Where {
        EACH_HOST,
        ALL_HOSTS,
        EDGE,
        CLOUD,
        /** Every host and the edge at once. */
        SITE,
        /** The link between site and cloud. */
        VPN,
        EACH_ONSITE_OPERATOR,
        CLOUD_OPERATOR
    }

    /**
     * @param perYear of each one it can strike
     * @param meanMillis how long it lasts, on average
     * @param source where the numbers come from
     */
    public record Line(Fault.Kind kind, Where where, double perYear, long meanMillis, String source) {}

    /** The file that comes with the simulator. */
    public static Rates published() {
        try (InputStream in = Rates.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from this build");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException naming the line that cannot be understood */
    public static Rates parse(String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line(line.trim().split("\\s+", 5), number));
            }
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("rates: no line says what fails; write: KIND where a-year lasts source");
        }
        return new Rates(lines);
    }

    private static Line line(String[] words, int number) {
        if (words.length < 5) {
            throw new IllegalArgumentException(
                    "rates: line " + number + ": write KIND where a-year lasts source, the source being required");
        }
        try {
            Where where = Where.valueOf(words[1].toUpperCase(Locale.ROOT).replace('-', '_'));
            Line line = new Line(
                    Fault.Kind.valueOf(words[0]), where, Double.parseDouble(words[2]), millis(words[3]), words[4]);
            if (!(line.perYear() >= 0 && line.perYear() < 10_000) || line.meanMillis() < 1 || !fits(line)) {
                throw new IllegalArgumentException(
                        "needs 0 to 9999 a year, a length, and a place where this kind can strike");
            }
            return line;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rates: line " + number + ": " + e.getMessage(), e);
        }
    }

    private static boolean fits(Line line) {
        return switch (line.where()) {
            case VPN -> line.kind() == Fault.Kind.CUT
                    || line.kind() == Fault.Kind.CUT_ONE_WAY
                    || line.kind() == Fault.Kind.DELAY;
            case EACH_ONSITE_OPERATOR, CLOUD_OPERATOR -> line.kind() == Fault.Kind.CRASH
                    || line.kind() == Fault.Kind.BLIND;
            case EACH_HOST -> machine(line)
                    || line.kind() == Fault.Kind.UNREADY
                    || line.kind() == Fault.Kind.AGENT
                    || line.kind().planned();
            case ALL_HOSTS, CLOUD -> machine(line) || line.kind() == Fault.Kind.UNREADY;
            case EDGE, SITE -> machine(line);
        };
    }

    private static boolean machine(Line line) {
        return switch (line.kind()) {
            case KILL, FREEZE, SLOW -> true;
            case UNREADY, CUT, CUT_ONE_WAY, BLIND, CRASH, CLOCK, DELAY, SWITCHOVER, DRILL, AGENT -> false;
        };
    }

    private static long millis(String text) {
        int unit = "smhd".indexOf(text.charAt(text.length() - 1));
        if (unit < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is not a length; write 30s, 15m, 2h or 1d");
        }
        long[] millis = {1000, 60_000, 3_600_000, 86_400_000};
        return (long) (Double.parseDouble(text.substring(0, text.length() - 1)) * millis[unit]);
    }

    /** What happens in {@code length} milliseconds. */
    Schedule schedule(long seed, long length, Nodes nodes) {
        Rng rng = Rng.of(seed, 0x11FE);
        List<Fault> faults = new ArrayList<>();
        for (Line line : lines) {
            for (int target : targets(line.where(), nodes)) {
                double every = YEAR / Math.max(line.perYear(), 1e-9);
                for (long at = QUIET_START + rng.exponential(every); at < length; at += rng.exponential(every)) {
                    int other = line.where() == Where.VPN ? Nodes.SITE : -1;
                    faults.add(new Fault(at, line.kind(), target, other, rng.exponential(line.meanMillis())));
                }
            }
        }
        return new Schedule(seed, length, faults);
    }

    private static int[] targets(Where where, Nodes nodes) {
        return switch (where) {
            case EACH_HOST -> java.util.stream.IntStream.range(0, nodes.hosts()).toArray();
            case ALL_HOSTS -> new int[] {Nodes.ALL_HOSTS};
            case EDGE -> new int[] {nodes.edge()};
            case CLOUD, VPN -> new int[] {nodes.cloud()};
            case SITE -> new int[] {Nodes.SITE};
            case EACH_ONSITE_OPERATOR -> new int[] {0, 1};
            case CLOUD_OPERATOR -> new int[] {Nodes.OPERATORS - 1};
        };
    }
}
