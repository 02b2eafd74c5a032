package io.prontuario.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A platform object for tests of the front door: two hosts and a cloud, an api and an inference service. */
public final class FrontDoorObject {
    public static final Set<String> SITES = Set.of("mac-studio-1", "mac-studio-2", "cloud");

    private final String primary;
    private final String secondary;
    private final String cloud;
    private final int apiPort;
    private final List<String> frontends = new ArrayList<>();
    private String data = "{}";

    /** @param apiPort node port of the api; the inference service has the next one */
    public FrontDoorObject(String primary, String secondary, String cloud, int apiPort) {
        this.primary = primary;
        this.secondary = secondary;
        this.cloud = cloud;
        this.apiPort = apiPort;
    }

    /** Adds a frontend that serves with the certificate of this TLS Secret. */
    public FrontDoorObject https(int port, String tlsSecret) {
        return frontend("{name: https, port: %d, tlsSecretRef: %s, routes: *routes}".formatted(port, tlsSecret));
    }

    /** Adds a frontend without TLS. */
    public FrontDoorObject http(String name, int port) {
        return frontend("{name: %s, port: %d, routes: *routes}".formatted(name, port));
    }

    /** Adds the record on both hosts, with a write route on this port. */
    public FrontDoorObject record(int writerPort, int databasePort) {
        data = "{postgres: {hosts: [mac-studio-1, mac-studio-2], witness: edge, writerPort: %d, port: %d}}"
                .formatted(writerPort, databasePort);
        return this;
    }

    private FrontDoorObject frontend(String text) {
        frontends.add(text.replace("*routes", ROUTES));
        return this;
    }

    private static final String ROUTES = "[{path: /v1/patients, service: api, trafficClass: Read},"
            + " {path: /v1/chat, service: api, trafficClass: Chat},"
            + " {path: /v1/chat/completions, service: inference, trafficClass: Stream}]";

    /** The object as YAML. The secondary comes first on purpose: the role decides, not the position. */
    public String yaml() {
        return """
                apiVersion: platform.prontuario.io/v1alpha1
                kind: ProntuarioPlatform
                metadata: {name: hospital, namespace: default}
                spec:
                  hosts:
                    - {name: mac-studio-2, role: Secondary, address: %2$s}
                    - {name: mac-studio-1, role: Primary, address: %1$s}
                  edge:
                    nodes: [{name: edge, address: 10.200.0.13}]
                    virtualAddress: 10.200.0.100
                    frontends: [%6$s]
                  cloud: {address: %3$s}
                  data: %7$s
                  services:
                    - name: api
                      kind: Api
                      image: localhost/api@sha256:00
                      port: 8080
                      nodePort: %4$d
                      profiles: {emergency: {replicas: 1}}
                      probes: {type: HTTP, expectHeaders: {X-Prontuario-Service: api}}
                    - name: inference
                      kind: Inference
                      image: localhost/inference@sha256:00
                      port: 8080
                      nodePort: %5$d
                      profiles: {emergency: {replicas: 1}}
                      probes: {type: HTTP, expectHeaders: {X-Prontuario-Service: inference}}
                """
                .formatted(primary, secondary, cloud, apiPort, apiPort + 1, String.join(", ", frontends), data);
    }
}
