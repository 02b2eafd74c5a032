package io.prontuario.host.agent;

import io.prontuario.host.protocol.AgentReport;
import io.prontuario.host.protocol.AgentReport.ServerReport;
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

/** Says what this box sees and does. Looks, and changes nothing. */
final class Reporter {
    private static final Duration PATIENCE = Duration.ofMillis(700);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final String node;
    private final BootId bootId;
    private final AdmissionMap admissions;
    private final StateStore state;
    private final ConfigurationFiles files;
    private final Haproxy haproxy;

    Reporter(
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

    AgentReport report() throws IOException {
        AgentState known = state.get();
        String boot = bootId.read();
        Optional<Instant> admittedAt = admissions.admittedAt(boot);
        ConfigurationText onDisk = files.onDisk();
        Seen seen = look(boot);
        return new AgentReport(
                node,
                boot,
                admittedAt.isPresent(),
                admittedAt.map(Instant::toString).orElse(null),
                known.configuration().term(),
                known.configuration().epoch(),
                known.configuration().generation(),
                onDisk.hash(),
                onDisk.hash().equals(known.configHash()) && seen.worker() == known.workerPid(),
                known.appliedAt(),
                seen.trouble().orElse(known.lastError()),
                seen.running(),
                holds(known.virtualAddress()),
                backends(seen.servers()),
                serving(onDisk, seen.servers()),
                known.heartbeat());
    }

    /** What HAProxy answers; a worker 0 means it does not run. */
    private record Seen(long worker, List<ServerStatus> servers, Optional<String> trouble) {
        boolean running() {
            return worker != 0;
        }
    }

    /** The master is away for a moment while it reloads; that moment is not reported as "nothing serves". */
    private Seen look(String boot) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                long worker = haproxy.processes().worker().orElse(0);
                if (worker != 0) {
                    return new Seen(worker, haproxy.servers(), trouble(boot));
                }
            } catch (HaproxyDown e) {
                // Looked at again below, then reported as not running.
            }
            if (System.nanoTime() > deadline) {
                return new Seen(0, List.of(), Optional.empty());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** Without the right boot id in its environment HAProxy refuses this host whatever is admitted. */
    private Optional<String> trouble(String boot) throws HaproxyDown {
        Optional<String> runsWith = haproxy.environment(HaproxyNames.BOOT_ID_VARIABLE);
        if (!runsWith.equals(Optional.of(boot))) {
            return Optional.of("HAProxy runs with " + HaproxyNames.BOOT_ID_VARIABLE + "=" + runsWith.orElse("(unset)")
                    + " but this boot is " + boot + "; restart HAProxy with the right one");
        }
        return haproxy.environment(HaproxyNames.DIRECTORY_VARIABLE).isPresent()
                ? Optional.empty()
                : Optional.of("HAProxy runs without " + HaproxyNames.DIRECTORY_VARIABLE
                        + ", so a reload forgets which servers are down; restart HAProxy with it");
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
        // A literal address: nothing is looked up.
        return virtualAddress != null
                && NetworkInterface.getByInetAddress(InetAddress.getByName(virtualAddress)) != null;
    }
}
