package io.prontuario.host.agent;

import io.prontuario.host.protocol.PemTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent that listens. */
public final class RunningAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningAgent.class);

    private final AgentServer server;

    private RunningAgent(AgentServer server) {
        this.server = server;
    }

    /** @throws IOException when a file is missing or wrong, naming it, or when the address is taken */
    public static RunningAgent start(
            String node,
            Path dir,
            Path bootIdFile,
            Path haproxy,
            InetSocketAddress listen,
            Path certificate,
            Path key,
            Path writeToken,
            Path readToken)
            throws IOException {
        for (Path needed : new Path[] {dir, bootIdFile, haproxy, certificate, key, writeToken, readToken}) {
            if (!Files.isReadable(needed)) {
                throw new IOException(needed + " is missing or not readable");
            }
        }
        AgentServer server = new AgentServer(
                listen,
                PemTls.server(certificate, key),
                new Tokens(writeToken, readToken),
                Agent.open(node, dir, bootIdFile, haproxy));
        server.start();
        LOG.info("edge agent of {} listens on {}", node, server.address());
        return new RunningAgent(server);
    }

    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }
}
