package io.prontuario.testbed.fault;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The active faults.
 *
 * @param dead hosts that were killed and not revived
 * @param frozen hosts whose processes are stopped
 * @param cuts pairs of hosts without any packet between them, each in alphabetical order
 */
public record FaultState(Set<String> dead, Set<String> frozen, Set<List<String>> cuts) {
    static final FaultState NONE = new FaultState(Set.of(), Set.of(), Set.of());

    public FaultState {
        dead = Collections.unmodifiableSet(new TreeSet<>(dead));
        frozen = Collections.unmodifiableSet(new TreeSet<>(frozen));
        cuts = Set.copyOf(cuts);
    }

    FaultState killed(String host) {
        return new FaultState(with(dead, host), without(frozen, host), cuts);
    }

    FaultState revived(String host) {
        return new FaultState(without(dead, host), frozen, cuts);
    }

    FaultState froze(String host) {
        return new FaultState(dead, with(frozen, host), cuts);
    }

    FaultState cut(String a, String b) {
        Set<List<String>> more = new HashSet<>(cuts);
        more.add(a.compareTo(b) < 0 ? List.of(a, b) : List.of(b, a));
        return new FaultState(dead, frozen, more);
    }

    FaultState healed() {
        return new FaultState(dead, Set.of(), Set.of());
    }

    /** Hosts that are cut from this host. */
    public List<String> cutFrom(String host) {
        return cuts.stream()
                .filter(pair -> pair.contains(host))
                .map(pair -> pair.get(0).equals(host) ? pair.get(1) : pair.get(0))
                .sorted()
                .toList();
    }

    private static Set<String> with(Set<String> set, String value) {
        Set<String> more = new TreeSet<>(set);
        more.add(value);
        return more;
    }

    private static Set<String> without(Set<String> set, String value) {
        Set<String> less = new TreeSet<>(set);
        less.remove(value);
        return less;
    }
}
