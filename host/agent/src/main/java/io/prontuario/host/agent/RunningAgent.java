package io.prontuario.host.agent;

import io.prontuario.host.agent.http.AgentServer;
import io.prontuario.host.protocol.PemTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent that answers requests. */
public final class RunningAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningAgent.class);

    private final Agent agent;
    private final AgentServer server;

    private RunningAgent(Agent agent, AgentServer server) {
        this.agent = agent;
        this.server = server;
    }

    /** @throws IOException when a file is missing or wrong, naming it, or when the address is taken */
    public static RunningAgent start(AgentSettings settings) throws IOException {
        settings.check();
        Agent agent = Agent.open(settings);
        AgentServer server = new AgentServer(
                settings.listen(),
                PemTls.server(settings.tls().certificate(), settings.tls().key()),
                settings.tokens(),
                agent.endpoints());
        server.start();
        LOG.info("host agent of {} listens on {}", settings.node(), server.address());
        return new RunningAgent(agent, server);
    }

    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        agent.close();
    }
}
