package io.prontuario.host.agent.frontdoor;

import io.prontuario.host.agent.admission.AdmissionMap;
import io.prontuario.host.agent.admission.BootId;
import io.prontuario.host.agent.haproxy.Haproxy;
import io.prontuario.host.agent.haproxy.HaproxyDown;
import io.prontuario.host.agent.haproxy.ServerStatus;
import io.prontuario.host.agent.state.AgentState;
import io.prontuario.host.agent.state.AgentState.FrontDoorState;
import io.prontuario.host.agent.state.StateStore;
import io.prontuario.host.protocol.AgentReport;
import io.prontuario.host.protocol.AgentReport.Boot;
import io.prontuario.host.protocol.AgentReport.Configuration;
import io.prontuario.host.protocol.AgentReport.ServerReport;
import io.prontuario.host.protocol.AgentReport.Traffic;
import io.prontuario.host.protocol.HaproxyNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Reports what this box runs and sees. Changes nothing. */
public final class Reporter {
    private static final Duration TIMEOUT = Duration.ofMillis(700);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final String node;
    private final BootId bootId;
    private final AdmissionMap admissions;
    private final StateStore state;
    private final ConfigurationFiles files;
    private final Haproxy haproxy;

    public Reporter(
            String node,
            BootId bootId,
            AdmissionMap admissions,
            StateStore state,
            ConfigurationFiles files,
            Haproxy haproxy) {
        this.node = node;
        this.bootId = bootId;
        this.admissions = admissions;
        this.state = state;
        this.files = files;
        this.haproxy = haproxy;
    }

    public AgentReport report() throws IOException {
        AgentState known = state.get();
        String bootId = this.bootId.read();
        Running running = observe(bootId);
        ConfigurationText onDisk = files.onDisk();
        Optional<String> admittedAt = admissions.admittedAt(bootId).map(Instant::toString);
        return new AgentReport(
                node,
                new Boot(bootId, admittedAt.isPresent(), admittedAt.orElse(null)),
                configuration(known.frontDoor(), onDisk.hash(), running),
                new Traffic(
                        running.worker() != 0,
                        holds(known.frontDoor().virtualAddress()),
                        backends(running.servers()),
                        serving(onDisk, running.servers())),
                known.heartbeat());
    }

    private static Configuration configuration(FrontDoorState applied, String onDisk, Running running) {
        return new Configuration(
                applied.token(),
                onDisk,
                onDisk.equals(applied.configHash()) && running.worker() == applied.workerPid(),
                applied.appliedAt(),
                running.problem().orElse(applied.lastError()));
    }

    /** What HAProxy answers; its worker is 0 when it does not run. */
    private record Running(long worker, List<ServerStatus> servers, Optional<String> problem) {}

    /** Waits while the master is away during a reload: that moment is not reported as "nothing serves". */
    private Running observe(String boot) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                long worker = haproxy.processes().worker().orElse(0);
                if (worker != 0) {
                    return new Running(worker, haproxy.servers(), problem(boot));
                }
            } catch (HaproxyDown e) {
                // Tried again below, and reported as not running after the timeout.
            }
            if (System.nanoTime() > deadline) {
                return new Running(0, List.of(), Optional.empty());
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }

    /** With another boot id in its environment, HAProxy refuses this host although it is admitted. */
    private Optional<String> problem(String boot) throws HaproxyDown {
        Optional<String> runsWith = haproxy.environment(HaproxyNames.BOOT_ID_VARIABLE);
        if (!runsWith.equals(Optional.of(boot))) {
            return Optional.of("HAProxy runs with " + HaproxyNames.BOOT_ID_VARIABLE + "=" + runsWith.orElse("(unset)")
                    + " but this boot is " + boot + "; restart HAProxy with this boot id");
        }
        return haproxy.environment(HaproxyNames.DIRECTORY_VARIABLE).isPresent()
                ? Optional.empty()
                : Optional.of("HAProxy runs without " + HaproxyNames.DIRECTORY_VARIABLE
                        + ", so it cannot keep servers' states over a reload; restart HAProxy with that variable");
    }

    private static Map<String, Map<String, ServerReport>> backends(List<ServerStatus> servers) {
        Map<String, Map<String, ServerReport>> backends = new TreeMap<>();
        for (ServerStatus server : servers) {
            if (HaproxyNames.carriesTraffic(server.key().backend())) {
                backends.computeIfAbsent(server.key().backend(), b -> new TreeMap<>())
                        .put(
                                server.key().site(),
                                new ServerReport(server.status(), server.usable(), server.check(), server.sessions()));
            }
        }
        return backends;
    }

    /** A site serves when every service that the front door carries to it would get a request there. */
    private static Map<String, Boolean> serving(ConfigurationText onDisk, List<ServerStatus> servers) {
        Map<String, Boolean> serving = new TreeMap<>();
        for (ConfigurationText.Server server : onDisk.servers()) {
            if (HaproxyNames.carriesTraffic(server.key().backend())) {
                serving.put(server.key().site(), !servers.isEmpty());
            }
        }
        for (ServerStatus server : servers) {
            if (HaproxyNames.carriesTraffic(server.key().backend())) {
                serving.merge(server.key().site(), server.usable(), Boolean::logicalAnd);
            }
        }
        return serving;
    }

    private static boolean holds(@Nullable String virtualAddress) throws IOException {
        // The address is a literal: no name server is used.
        return virtualAddress != null
                && NetworkInterface.getByInetAddress(InetAddress.getByName(virtualAddress)) != null;
    }
}
