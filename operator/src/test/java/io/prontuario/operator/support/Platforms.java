package io.prontuario.operator.support;

import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.util.concurrent.atomic.AtomicInteger;

/** Platform objects for tests. Every object has a node port of its own, in two test processes too: services listen on loopback. */
public final class Platforms {
    private static final int PORTS_PER_FORK = 300;
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(31_000 + PORTS_PER_FORK * (Integer.getInteger("prontuario.test.fork", 1) - 1));

    private Platforms() {}

    public static int nextPort() {
        return NEXT_PORT.getAndIncrement();
    }

    /** Two hosts on 127.0.0.2 and 127.0.0.3, one API service, one native database; fast checks. */
    public static ProntuarioPlatform twoHosts(String namespace, int nodePort) {
        return PlatformYaml.read(
                """
                apiVersion: platform.prontuario.io/v1alpha1
                kind: ProntuarioPlatform
                metadata: {name: hospital, namespace: %s}
                spec:
                  hosts:
                    - {name: mac-studio-1, role: Primary, address: 127.0.0.2}
                    - {name: mac-studio-2, role: Secondary, address: 127.0.0.3}
                  services:
                    - name: api
                      kind: Api
                      image: localhost/prontuario-api:dev
                      port: 8080
                      nodePort: %d
                      env: {RECORDS_URL: "jdbc:postgresql://records-{site}:5432/records", EMPTY: ""}
                      resources: {requests: {cpu: "0.5", memory: 1024Mi}}
                      profiles: {emergency: {replicas: 1, takeoverReplicas: 3}}
                  health: {interval: 1s, timeout: 900ms, failureThreshold: 2, successThreshold: 2}
                  failover: {failback: {stabilization: 2s}}
                """
                        .formatted(namespace, nodePort));
    }

    /** Two hosts whose service ships the projection. */
    public static ProntuarioPlatform shipping(String namespace, int nodePort) {
        return PlatformOverlay.apply(
                twoHosts(namespace, nodePort),
                "spec: {services: [{name: api, jobs: [{name: ship, args: [ship], run: Always, reports: Projection}]}]}");
    }

    /** With a native database, an edge box and a cloud; hosts end in .2 and .3, the cloud in .4, the edge in .5. */
    public static ProntuarioPlatform whole(String namespace, int nodePort, String network) {
        return PlatformYaml.read(
                """
                apiVersion: platform.prontuario.io/v1alpha1
                kind: ProntuarioPlatform
                metadata: {name: hospital, namespace: %1$s}
                spec:
                  hosts:
                    - {name: mac-studio-1, role: Primary, address: %2$s.2}
                    - {name: mac-studio-2, role: Secondary, address: %2$s.3}
                  edge:
                    nodes: [{name: edge, address: %2$s.5}]
                    virtualAddress: %2$s.100
                    frontends:
                      - {name: https, port: 443, tlsSecretRef: front-door-tls, routes: [{path: /v1, service: api, trafficClass: Read}]}
                  cloud: {project: hospital-prontuario, address: %2$s.4}
                  services:
                    - name: api
                      kind: Api
                      image: localhost/prontuario-api:dev
                      port: 8080
                      nodePort: %3$d
                      placement: {hosts: [mac-studio-1, mac-studio-2]}
                      profiles: {emergency: {replicas: 1, takeoverReplicas: 3}}
                    - name: records
                      kind: Database
                      runtime: Host
                      port: 5432
                      placement: {hosts: []}
                      profiles: {emergency: {endpoint: 10.60.16.3}}
                      probes: {type: TCP, timeout: 300ms, failureThreshold: 100}
                  health: {interval: 1s, timeout: 900ms, failureThreshold: 2, successThreshold: 2}
                  failover: {cloud: {takeoverAfter: 0s, unreadyAfter: 5s}, failback: {stabilization: 2s}}
                """
                        .formatted(namespace, network, nodePort));
    }
}
