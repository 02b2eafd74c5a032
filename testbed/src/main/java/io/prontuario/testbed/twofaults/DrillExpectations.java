package io.prontuario.testbed.twofaults;

import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.testbed.demo.ObservedStatus;
import io.prontuario.testbed.demo.SiteNames;
import io.prontuario.testbed.demo.StepCheck;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.ReadResult;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The states that each side must, and must not, publish after two faults. Pure.
 *
 * @param stretched whether the on-site control plane is on both hosts and the edge
 */
record DrillExpectations(DrillPlan drill, SiteNames sites, boolean stretched) {
    /** From a death to the status that reports it, and to the change of the public name. */
    static final Duration WITHIN = Duration.ofSeconds(30);
    /** From the last host's death until every answer is the cloud's. */
    private static final Duration ROUTED = Duration.ofSeconds(2);

    /** The only host that fell silent, if the control plane can still report it. */
    Optional<FaultKind> hostToBeMissed() {
        List<FaultKind> hosts = drill.faults().stream()
                .filter(fault ->
                        fault.box(sites).filter(sites.hosts()::contains).isPresent())
                .toList();
        return hosts.size() == 1 && controlPlaneStands() ? Optional.of(hosts.get(0)) : Optional.empty();
    }

    /** Three members tolerate the loss of one; a single member on the edge tolerates every loss but the edge's. */
    private boolean controlPlaneStands() {
        List<String> silent = drill.faults().stream()
                .flatMap(fault -> fault.box(sites).stream())
                .toList();
        return stretched ? silent.size() <= 1 : !silent.contains(sites.edge());
    }

    /** Whether a state reports this host as missing and the other host as active. */
    boolean misses(FaultKind host, ObservedStatus seen) {
        String other =
                host.box(sites).filter(sites.primary()::equals).isPresent() ? sites.secondary() : sites.primary();
        return seen.status().mode() == Mode.Degraded
                && other.equals(seen.status().activeSite());
    }

    /** A bar on a time; empty: it was not seen at all. */
    static StepCheck inTime(String name, long from, OptionalLong seen) {
        String bar = " (bar " + WITHIN.toMillis() + " ms)";
        if (seen.isEmpty()) {
            return new StepCheck(name, false, "not seen" + bar);
        }
        long millis = (seen.getAsLong() - from) / 1_000_000;
        return new StepCheck(name, millis <= WITHIN.toMillis(), "after " + millis + " ms" + bar);
    }

    /** While a host serves, the cloud does not take over, even when it cannot reach the site. */
    static StepCheck cloudCalm(List<ObservedStatus> states) {
        boolean calm = states.stream().noneMatch(seen -> seen.status().mode() == Mode.Emergency);
        return new StepCheck("cloud", calm, calm ? "did not take over" : "took over although a host serves");
    }

    /** While a host serves, the public name is the site's. */
    static StepCheck nameStayed(Set<String> answers, String siteAddress) {
        return new StepCheck("public name", answers.equals(Set.of(siteAddress)), "said " + answers);
    }

    /** With both hosts dead, every answer comes from the emergency profile and is marked so. */
    static StepCheck emergencyProfile(long lastDeath, long ended, Collection<GetRecord> gets) {
        List<ReadResult.Answered> answers = gets.stream()
                .filter(get -> get.intendedNanos() > lastDeath + ROUTED.toNanos() && get.intendedNanos() < ended)
                .map(GetRecord::outcome)
                .filter(ReadResult.Answered.class::isInstance)
                .map(ReadResult.Answered.class::cast)
                .toList();
        long reduced = answers.stream()
                .filter(answer -> answer.profile().equals("emergency") && answer.reduced())
                .count();
        return new StepCheck(
                "emergency profile",
                reduced > 0 && reduced == answers.size(),
                reduced + " of " + answers.size() + " later answers were reduced and labelled so");
    }
}
