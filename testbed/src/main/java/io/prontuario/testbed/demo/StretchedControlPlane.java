package io.prontuario.testbed.demo;

import io.prontuario.host.protocol.AgentClient;
import java.util.Map;
import java.util.Optional;

/** The on-site control plane that is on several hosts, for the steps that are about it. */
public interface StretchedControlPlane {
    /** The host whose etcd member leads; empty without a quorum. */
    Optional<String> etcdLeader();

    /** Makes the member on this host lead. */
    void moveEtcdLeaderTo(String host);

    /** The host whose API server serves clients outside the hosts; empty when none is ready. */
    Optional<String> apiServerInUse();

    /** Stops etcd on this host; the rest of the host keeps running. */
    void stopEtcd(String host);

    /** Starts etcd again on every host where it was stopped. */
    void startEtcd();

    /** The front doors' agents by box, for reading their reports. */
    Map<String, AgentClient> agents();
}
