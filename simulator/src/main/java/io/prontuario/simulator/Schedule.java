package io.prontuario.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A run: a seed for the network and the phases, a length, and what goes wrong when. Saved as text, one fault a line, so that a
 * schedule which once broke something can be kept and read.
 */
public record Schedule(long seed, long length, List<Fault> faults) {
    /** Those that random schedules draw from: a seed means the same schedule for ever. */
    private static final int KINDS_OF_FAULTS = Fault.Kind.SWITCHOVER.ordinal();

    public Schedule {
        faults = faults.stream().sorted().collect(Collectors.toUnmodifiableList());
    }

    public Schedule withFaults(List<Fault> changed) {
        return new Schedule(seed, length, changed);
    }

    public String format() {
        return "seed " + seed + "\nlength " + length + "\n"
                + faults.stream().map(Fault::line).collect(Collectors.joining("\n"))
                + (faults.isEmpty() ? "" : "\n");
    }

    /** The same in words. */
    public String describe(Nodes nodes) {
        return faults.stream()
                .map(fault -> String.format(
                        java.util.Locale.ROOT,
                        "%8.3f s  %-11s %s%s for %.1f s",
                        fault.at() / 1000.0,
                        fault.kind(),
                        nodes.target(fault),
                        fault.other() < 0 ? "" : " - " + nodes.name(fault.other()),
                        fault.length() / 1000.0))
                .collect(Collectors.joining("\n"));
    }

    public static Schedule parse(String text) {
        long seed = 0;
        long length = 0;
        List<Fault> faults = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("seed ")) {
                seed = Long.parseLong(line.substring(5).trim());
            } else if (line.startsWith("length ")) {
                length = Long.parseLong(line.substring(7).trim());
            } else {
                faults.add(Fault.parse(line));
            }
        }
        return new Schedule(seed, length, faults);
    }

    /** A random one: a few faults of every kind, long enough to be acted on or short enough not to be. */
    public static Schedule random(long seed, long length, Nodes nodes, int mostFaults) {
        Rng rng = Rng.of(seed, 0xFA);
        int count = rng.nextInt(mostFaults + 1);
        List<Fault> faults = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            faults.add(randomFault(rng, length, nodes));
        }
        return new Schedule(seed, length, faults);
    }

    /** The same, in which a person asks for a switchover or a drill of some host. */
    public static Schedule rehearsed(long seed, long length, Nodes nodes, int mostFaults) {
        Schedule random = random(seed, length, nodes, mostFaults);
        Rng rng = Rng.of(seed, 0xFB);
        List<Fault> faults = new ArrayList<>(random.faults());
        faults.add(new Fault(
                40_000 + rng.nextLong(length / 2),
                rng.nextInt(2) == 0 ? Fault.Kind.SWITCHOVER : Fault.Kind.DRILL,
                rng.nextInt(nodes.hosts()),
                -1,
                20_000 + rng.nextLong(length / 2)));
        return random.withFaults(faults);
    }

    /** The same, in which the agent of some host is dead for a while. */
    public static Schedule withDeadAgent(long seed, long length, Nodes nodes, int mostFaults) {
        Schedule random = random(seed, length, nodes, mostFaults);
        Rng rng = Rng.of(seed, 0xFC);
        List<Fault> faults = new ArrayList<>(random.faults());
        faults.add(new Fault(
                40_000 + rng.nextLong(length / 2),
                Fault.Kind.AGENT,
                rng.nextInt(nodes.hosts()),
                -1,
                5_000 + rng.nextLong(length / 2)));
        return random.withFaults(faults);
    }

    private static Fault randomFault(Rng rng, long length, Nodes nodes) {
        long at = 20_000 + rng.nextLong(Math.max(1, length - 20_000));
        long lasting = rng.nextInt(3) == 0 ? 500 + rng.nextLong(15_000) : 20_000 + rng.nextLong(length / 2);
        Fault.Kind kind = Fault.Kind.values()[rng.nextInt(KINDS_OF_FAULTS)];
        return switch (kind) {
            case KILL, FREEZE, SLOW -> new Fault(at, kind, rng.nextInt(nodes.count()), -1, lasting);
            case UNREADY -> {
                // unready is most often something shared: both hosts at once
                int host = rng.nextInt(nodes.hosts() + 1);
                yield new Fault(at, kind, host == nodes.hosts() ? Nodes.ALL_HOSTS : host, -1, lasting);
            }
            case CUT, CUT_ONE_WAY, DELAY -> {
                int a = rng.nextInt(nodes.count());
                int b = (a + 1 + rng.nextInt(nodes.count() - 1)) % nodes.count();
                boolean vpn = rng.nextInt(2) == 0;
                yield vpn
                        ? new Fault(at, kind, nodes.cloud(), Nodes.SITE, lasting)
                        : new Fault(at, kind, a, b, lasting);
            }
            case BLIND, CRASH -> new Fault(at, kind, rng.nextInt(Nodes.OPERATORS), -1, lasting);
            case CLOCK -> new Fault(
                    at, kind, rng.nextInt(nodes.count()), -1, (rng.nextInt(2) == 0 ? 1 : -1) * rng.nextLong(7_200_000));
            case SWITCHOVER, DRILL, AGENT -> throw new IllegalStateException("no random fault is a " + kind);
        };
    }
}
