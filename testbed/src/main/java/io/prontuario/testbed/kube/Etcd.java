package io.prontuario.testbed.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.testbed.exec.CommandOutput;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.Wait;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.plan.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the leader from a cluster's etcd members, and moves the leadership. */
public final class Etcd {
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration MOVE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param leader id of the member that it follows; 0 for none */
    private record Member(Host host, String id, String leader) {}

    private final List<Host> hosts;

    /** @param hosts that carry a member; those that are off are passed over */
    public Etcd(List<Host> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    /** The host whose member is the leader by its own report; empty without a quorum. */
    public Optional<String> leader() {
        return members().stream()
                .filter(member -> member.id().equals(member.leader()))
                .map(member -> member.host().name())
                .findFirst();
    }

    /**
     * Makes the member on this host lead.
     *
     * @throws TestbedException if it does not within 10 s
     */
    public void moveLeaderTo(Host host) {
        Wait.until(
                MOVE,
                () -> leader().filter(host.name()::equals).isPresent() || moved(host),
                () -> "etcd on " + host.name() + " does not lead; "
                        + leader().map(other -> other + " does").orElse("no member does"));
    }

    private boolean moved(Host host) {
        List<Member> members = members();
        Optional<Member> wanted =
                members.stream().filter(member -> member.host().equals(host)).findFirst();
        members.stream()
                .filter(member -> member.id().equals(member.leader()))
                .findFirst()
                .ifPresent(leader -> wanted.ifPresent(target -> ask(
                        leader.host(),
                        "/v3/maintenance/transfer-leadership",
                        "{\"targetID\": \"" + target.id() + "\"}")));
        return false;
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (Host host : hosts) {
            JsonNode status = ask(host, "/v3/maintenance/status", "{}");
            if (status != null && status.hasNonNull("header")) {
                members.add(new Member(
                        host,
                        status.get("header").path("member_id").asText(),
                        status.path("leader").asText("0")));
            }
        }
        return members;
    }

    /** A member answers on its host's loopback only, so the question is put from inside. */
    private static @Nullable JsonNode ask(Host host, String path, String body) {
        if (!Network.pluggedIn(host)) {
            return null;
        }
        List<String> command = new ArrayList<>(Network.inside(host));
        command.addAll(List.of(
                "bash",
                "-c",
                "exec 3<>/dev/tcp/127.0.0.1/2379 && printf 'POST %s HTTP/1.0\\r\\nContent-Type: application/json\\r\\n"
                        + "Content-Length: %d\\r\\n\\r\\n%s' \"$1\" \"${#2}\" \"$2\" >&3 && cat <&3",
                "ask",
                path,
                body));
        CommandOutput answer = Shell.attempt(ANSWER, command);
        int json = answer.out().indexOf('{');
        if (!answer.ok() || json < 0) {
            return null;
        }
        try {
            return JSON.readTree(answer.out().substring(json));
        } catch (JsonProcessingException e) {
            // Cut off in the middle: the member died while it answered.
            return null;
        }
    }
}
