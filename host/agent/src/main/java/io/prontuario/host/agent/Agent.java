package io.prontuario.host.agent;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.agent.admission.AdmissionLatch;
import io.prontuario.host.agent.admission.AdmissionMap;
import io.prontuario.host.agent.admission.BootId;
import io.prontuario.host.agent.frontdoor.Applier;
import io.prontuario.host.agent.frontdoor.ConfigurationCheck;
import io.prontuario.host.agent.frontdoor.ConfigurationFiles;
import io.prontuario.host.agent.frontdoor.LastServerGuard;
import io.prontuario.host.agent.frontdoor.Reporter;
import io.prontuario.host.agent.haproxy.Haproxy;
import io.prontuario.host.agent.haproxy.MasterSocket;
import io.prontuario.host.agent.http.Endpoint;
import io.prontuario.host.agent.route.WriteRoute;
import io.prontuario.host.agent.route.WriterMap;
import io.prontuario.host.agent.state.AgentDirectory;
import io.prontuario.host.agent.state.HeartbeatStore;
import io.prontuario.host.agent.state.StateStore;
import io.prontuario.host.protocol.AdmissionRequest;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentReport;
import io.prontuario.host.protocol.AgentReport.Heartbeat;
import io.prontuario.host.protocol.Bundle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The agent of one box, with its parts wired. Each part adds the requests that it answers to {@link #endpoints()}. */
final class Agent implements AutoCloseable {
    private static final Duration HAPROXY_TIMEOUT = Duration.ofSeconds(2);
    private static final int CONNECT_MILLIS = 300;

    private final Applier applier;
    private final AdmissionLatch latch;
    private final HeartbeatStore heartbeats;
    private final Reporter reporter;
    private final DataParts data;

    private Agent(Applier applier, AdmissionLatch latch, HeartbeatStore heartbeats, Reporter reporter, DataParts data) {
        this.applier = applier;
        this.latch = latch;
        this.heartbeats = heartbeats;
        this.reporter = reporter;
        this.data = data;
    }

    /** Continues from the state that an earlier agent left in the directory. */
    static Agent open(AgentSettings settings) throws IOException {
        AgentDirectory directory = new AgentDirectory(settings.dir());
        BootId bootId = new BootId(settings.bootIdFile());
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
                        new ConfigurationCheck(settings.haproxy(), directory),
                        haproxy,
                        new LastServerGuard(Agent::accepts),
                        Clock.systemUTC()),
                latch,
                new HeartbeatStore(state),
                new Reporter(settings.node(), bootId, admissions, state, files, haproxy),
                DataParts.open(settings, new WriteRoute(new WriterMap(directory.writerMap()), haproxy)));
    }

    /** The requests that this agent answers. */
    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>(data.endpoints());
        endpoints.addAll(List.of(
                Endpoint.report("/v1/report", reporter::report),
                Endpoint.order("/v1/configuration", Bundle.class, applier::apply),
                Endpoint.order(
                        "/v1/admission",
                        AdmissionRequest.class,
                        request -> latch.admit(request.token(), request.bootId())),
                Endpoint.order("/v1/heartbeat", Heartbeat.class, heartbeats::accept)));
        return endpoints;
    }

    @Override
    public void close() {
        data.close();
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
