package io.prontuario.operator.frontdoor;

import io.prontuario.host.protocol.AgentClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The boxes of a real platform: one HTTPS agent on each. */
public final class HttpFrontDoors implements FrontDoors, DataAgents {
    private final Path authorities;
    private final Path token;
    private final Map<FrontDoorBox, AgentClient> clients = new ConcurrentHashMap<>();

    /** @param authorities PEM file of the authorities to trust  @param token file with the bearer token */
    public HttpFrontDoors(Path authorities, Path token) {
        this.authorities = authorities;
        this.token = token;
    }

    @Override
    public FrontDoorAgent agent(FrontDoorBox box) {
        return new HttpFrontDoorAgent(client(box));
    }

    @Override
    public DataAgent data(FrontDoorBox box) {
        return new HttpDataAgent(client(box));
    }

    private AgentClient client(FrontDoorBox box) {
        return clients.computeIfAbsent(box, this::connect);
    }

    private AgentClient connect(FrontDoorBox box) {
        String host = box.address().contains(":") ? "[" + box.address() + "]" : box.address();
        URI base = URI.create("https://" + host + ":" + box.agentPort());
        return new AgentClient(base, authorities, token);
    }
}
