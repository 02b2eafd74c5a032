package io.prontuario.testbed;

import io.prontuario.host.protocol.AgentClient;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.kube.ApiServers;
import io.prontuario.testbed.kube.Etcd;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Layout;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.Role;
import io.prontuario.testbed.plan.StateFolder;
import io.prontuario.testbed.publicnet.PublicServers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Endpoints of a test bed, and the credentials for them. */
public final class Access {
    private final StateFolder state;
    private final Pki pki;

    Access(StateFolder state, Pki pki) {
        this.state = state;
        this.pki = pki;
    }

    /** Admin kubeconfig of {@code onsite} or {@code cloud}. */
    public Path kubeconfig(String cluster) {
        return state.kubeconfig(Plan.cluster(cluster));
    }

    /** The file with this user's password; it is there while a demo is kept. */
    public Path passwordFile(String user) {
        return state.root().resolve("users").resolve(user);
    }

    /** The program {@code kubectl} of the test bed's version. */
    public Path kubectl() {
        return state.binary("kubectl");
    }

    /** Which hosts carry the on-site control plane. */
    public Layout layout() {
        return state.layout();
    }

    /** The on-site cluster's etcd. */
    public Etcd etcd() {
        return new Etcd(layout().members(Cluster.ONSITE));
    }

    /** The host whose API server serves clients outside the hosts; empty when none is ready. */
    public Optional<String> apiServerInUse() {
        return layout().balanced(Cluster.ONSITE)
                ? ApiServers.inUse(state.sharedApiSocket())
                : layout().members(Cluster.ONSITE).stream().map(Host::name).findFirst();
    }

    public String virtualAddress() {
        return Plan.VIRTUAL_ADDRESS;
    }

    /** Authority of the front door's and the agents' certificates. */
    public Path caFile() {
        return pki.siteAuthority();
    }

    /** Certificate and key of the front door, PEM, in one text. */
    public String frontDoorPem() {
        return UncheckedFiles.read(pki.site("frontdoor.pem"));
    }

    /** Base URL of each front door's agent, by host. */
    public Map<String, String> agentUrls() {
        Map<String, String> urls = new LinkedHashMap<>();
        Plan.HOSTS.stream()
                .filter(host -> host.role().runsFrontDoor())
                .forEach(host -> urls.put(host.name(), "https://" + host.address() + ":" + Plan.AGENT_PORT));
        return urls;
    }

    /** Token with which agents accept configuration. */
    public String agentWriteToken() {
        return UncheckedFiles.read(pki.site("write-token")).strip();
    }

    /** Token with which agents answer reports only. */
    public String agentReadToken() {
        return UncheckedFiles.read(agentReadTokenFile()).strip();
    }

    /** The file with that token. */
    public Path agentReadTokenFile() {
        return pki.site("read-token");
    }

    public String databasePassword() {
        return pki.databasePassword();
    }

    /** The api's {@code AUTH_KEYS}. */
    public String authKeys() {
        return pki.authKeys();
    }

    /** Where clients reach the record's writer: the write route of every box on site. */
    public List<InetSocketAddress> writeRoutes() {
        return Plan.hosts(Cluster.ONSITE).stream()
                .map(host -> new InetSocketAddress(host.address(), Plan.DATABASE_PORT))
                .toList();
    }

    /** The database of a host, or the cloud's: not the way to the writer. */
    public InetSocketAddress database(String name) {
        Host host = Plan.host(name);
        return new InetSocketAddress(host.address(), host.role() == Role.CLOUD ? Plan.DATABASE_PORT : Plan.RECORD_PORT);
    }

    /** A client of a box's agent that may give orders. */
    public AgentClient agent(String host) {
        return new AgentClient(URI.create(String.valueOf(agentUrls().get(host))), caFile(), pki.site("write-token"));
    }

    /** Base URL of the model files. */
    public String modelUrl() {
        return Plan.modelUrl();
    }

    /** The key that may change the public name: base64. */
    public String publicNameKey() {
        return PublicServers.key(pki);
    }

    /** A host's folder, for its logs and the agent's files. */
    public Path hostFolder(String host) {
        return state.host(Plan.host(host)).root();
    }
}
