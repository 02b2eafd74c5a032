package io.prontuario.operator.frontdoor;

import io.prontuario.host.protocol.AgentClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The front doors of a real platform: one HTTPS agent on each box. */
public final class HttpFrontDoors implements FrontDoors {
    private final Path authorities;
    private final Path token;
    private final Map<FrontDoorBox, FrontDoorAgent> agents = new ConcurrentHashMap<>();

    /** @param authorities PEM file of the authorities to trust  @param token file with the bearer token */
    public HttpFrontDoors(Path authorities, Path token) {
        this.authorities = authorities;
        this.token = token;
    }

    @Override
    public FrontDoorAgent agent(FrontDoorBox box) {
        return agents.computeIfAbsent(box, this::connect);
    }

    private FrontDoorAgent connect(FrontDoorBox box) {
        String host = box.address().contains(":") ? "[" + box.address() + "]" : box.address();
        URI base = URI.create("https://" + host + ":" + box.agentPort());
        return new HttpFrontDoorAgent(new AgentClient(base, authorities, token));
    }
}
