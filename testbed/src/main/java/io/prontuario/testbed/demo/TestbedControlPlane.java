package io.prontuario.testbed.demo;

import io.prontuario.host.protocol.AgentClient;
import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.plan.Plan;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The test bed's control plane. */
record TestbedControlPlane(Testbed testbed) implements StretchedControlPlane {
    private static final String ETCD = "etcd";

    @Override
    public Optional<String> etcdLeader() {
        return testbed.access().etcd().leader();
    }

    @Override
    public void moveEtcdLeaderTo(String host) {
        testbed.access().etcd().moveLeaderTo(Plan.host(host));
    }

    @Override
    public Optional<String> apiServerInUse() {
        return testbed.access().apiServerInUse();
    }

    @Override
    public void stopEtcd(String host) {
        testbed.faults().stop(host, ETCD);
    }

    @Override
    public void startEtcd() {
        testbed.faults().heal();
    }

    @Override
    public Map<String, AgentClient> agents() {
        Map<String, AgentClient> agents = new LinkedHashMap<>();
        testbed.access()
                .agentUrls()
                .forEach((box, url) -> agents.put(
                        box,
                        new AgentClient(
                                URI.create(url),
                                testbed.access().caFile(),
                                testbed.access().agentReadTokenFile())));
        return agents;
    }
}
