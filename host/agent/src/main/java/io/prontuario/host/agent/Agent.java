package io.prontuario.host.agent;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentReport;
import io.prontuario.host.protocol.AgentReport.Heartbeat;
import io.prontuario.host.protocol.Bundle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** One box's agent, wired together. */
final class Agent {
    private static final Duration HAPROXY_TIMEOUT = Duration.ofSeconds(2);
    private static final int CONNECT_MILLIS = 300;

    private final Applier applier;
    private final AdmissionLatch latch;
    private final Heartbeats heartbeats;
    private final Reporter reporter;

    private Agent(Applier applier, AdmissionLatch latch, Heartbeats heartbeats, Reporter reporter) {
        this.applier = applier;
        this.latch = latch;
        this.heartbeats = heartbeats;
        this.reporter = reporter;
    }

    /** Takes up where an earlier agent on this directory left off. */
    static Agent open(String node, Path dir, Path bootIdFile, Path haproxyBinary) throws IOException {
        AgentDirectory directory = new AgentDirectory(dir);
        BootId bootId = new BootId(bootIdFile);
        StateStore state = new StateStore(directory.state());
        ConfigurationFiles files = new ConfigurationFiles(directory);
        Haproxy haproxy = new Haproxy(new MasterSocket(directory.masterSocket(), HAPROXY_TIMEOUT));
        AdmissionMap admissions = new AdmissionMap(directory.admissionMap());
        AdmissionLatch latch = new AdmissionLatch(admissions, bootId, state, haproxy);
        latch.restore();
        return new Agent(
                new Applier(
                        state,
                        files,
                        new ConfigurationCheck(haproxyBinary, directory),
                        haproxy,
                        new LastServerGuard(Agent::accepts),
                        Clock.systemUTC()),
                latch,
                new Heartbeats(state),
                new Reporter(node, bootId, admissions, state, files, haproxy));
    }

    AgentReport report() throws IOException {
        return reporter.report();
    }

    AgentAnswer apply(Bundle bundle) throws IOException {
        return applier.apply(bundle);
    }

    AgentAnswer admit(FencingToken token, String bootId) throws IOException {
        return latch.admit(token, bootId);
    }

    AgentAnswer heartbeat(Heartbeat beat) throws IOException {
        return heartbeats.accept(beat);
    }

    private static boolean accepts(String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        String host = endpoint.substring(0, colon).replace("[", "").replace("]", "");
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(host, Integer.parseInt(endpoint.substring(colon + 1))), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
