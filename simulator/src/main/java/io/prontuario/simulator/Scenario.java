package io.prontuario.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happens in a schedule. */
public enum Scenario {
    /** Nothing but the network's loss. */
    QUIET,
    PRIMARY_DIES,
    SECONDARY_DIES,
    EDGE_DIES,
    BOTH_HOSTS_DIE,
    CLOUD_CUT,
    /** The five above in turn. */
    MIXED,
    /** A person asks that the first host serve nothing for a while; nothing breaks. */
    SWITCHOVER,
    /** The same as a failover test. */
    DRILL,
    /** Any faults, of every kind the simulator knows. */
    RANDOM,
    /** The same, with a switchover or a drill of some host among them. */
    REHEARSALS,
    /** Faults as they come: at the rates of a file. */
    LIFE;

    /** By its name in any case, with dashes or underscores. */
    public static Scenario of(String name) {
        for (Scenario scenario : values()) {
            if (scenario.name().equals(name.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return scenario;
            }
        }
        throw new IllegalArgumentException("scenario: there is no \"" + name + "\"; one of " + names());
    }

    private static String names() {
        List<String> names = new ArrayList<>();
        for (Scenario scenario : values()) {
            names.add(scenario.label());
        }
        return String.join(", ", names);
    }

    /** As people write it: {@code primary-dies}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The scenario of the n-th schedule. */
    Scenario of(int index) {
        return switch (this) {
            case MIXED -> values()[1 + index % 5];
            case QUIET,
                    PRIMARY_DIES,
                    SECONDARY_DIES,
                    EDGE_DIES,
                    BOTH_HOSTS_DIE,
                    CLOUD_CUT,
                    SWITCHOVER,
                    DRILL,
                    RANDOM,
                    REHEARSALS,
                    LIFE -> this;
        };
    }

    /** The n-th schedule: the fault comes after 60 to 90 s and lasts half of what is left. */
    Schedule schedule(long seed, long length, Nodes nodes) {
        long at = 60_000 + Rng.of(seed, 0x33).nextLong(30_000);
        long lasts = (length - at) / 2;
        int second = Math.min(1, nodes.hosts() - 1);
        return switch (this) {
            case QUIET -> new Schedule(seed, length, List.of());
            case PRIMARY_DIES -> new Schedule(seed, length, List.of(kill(at, 0, lasts)));
            case SECONDARY_DIES -> new Schedule(seed, length, List.of(kill(at, second, lasts)));
            case EDGE_DIES -> new Schedule(seed, length, List.of(kill(at, nodes.edge(), lasts)));
            case BOTH_HOSTS_DIE -> {
                List<Fault> faults = new ArrayList<>();
                for (int host = 0; host < nodes.hosts(); host++) {
                    faults.add(kill(at, host, lasts));
                }
                yield new Schedule(seed, length, faults);
            }
            case CLOUD_CUT -> new Schedule(
                    seed, length, List.of(new Fault(at, Fault.Kind.CUT, nodes.cloud(), Nodes.SITE, lasts)));
            case SWITCHOVER -> new Schedule(seed, length, List.of(new Fault(at, Fault.Kind.SWITCHOVER, 0, -1, lasts)));
            case DRILL -> new Schedule(seed, length, List.of(new Fault(at, Fault.Kind.DRILL, 0, -1, lasts)));
            case RANDOM -> Schedule.random(seed, length, nodes, 6);
            case REHEARSALS -> Schedule.rehearsed(seed, length, nodes, 6);
            case LIFE -> throw new IllegalStateException("life needs rates");
            case MIXED -> throw new IllegalStateException("a schedule has one scenario");
        };
    }

    private static Fault kill(long at, int node, long lasts) {
        return new Fault(at, Fault.Kind.KILL, node, -1, lasts);
    }
}
