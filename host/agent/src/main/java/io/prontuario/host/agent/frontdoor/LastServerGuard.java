package io.prontuario.host.agent.frontdoor;

import io.prontuario.host.agent.haproxy.ServerKey;
import io.prontuario.host.agent.haproxy.ServerStatus;
import io.prontuario.host.protocol.HaproxyNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rule: a change of configuration never takes the last usable server away from a backend. Why: its requests would all fail. */
public final class LastServerGuard {
    private final Predicate<String> accepts;

    /** @param accepts whether an endpoint accepts a connection; used only for servers that HAProxy does not check now */
    public LastServerGuard(Predicate<String> accepts) {
        this.accepts = accepts;
    }

    /** The first backend that the configuration would empty. A backend that is removed with its routes does not count. */
    public Optional<String> emptied(List<ServerStatus> live, ConfigurationText next) {
        Map<ServerKey, ServerStatus> byKey = ServerStatus.byKey(live);
        List<ConfigurationText.Server> servers = next.servers();
        return live.stream()
                .filter(ServerStatus::usable)
                .map(server -> server.key().backend())
                .filter(HaproxyNames::carriesTraffic)
                .distinct()
                .filter(backend -> next.hasBackend(backend))
                .filter(backend -> servers.stream()
                        .filter(server -> server.key().backend().equals(backend))
                        .noneMatch(server -> usableAfter(server, byKey.get(server.key()))))
                .findFirst();
    }

    private boolean usableAfter(ConfigurationText.Server server, @Nullable ServerStatus now) {
        if (server.disabled()) {
            return false;
        }
        if (now == null || now.inMaintenance() || !now.address().equals(server.endpoint())) {
            return accepts.test(server.endpoint());
        }
        return now.usable();
    }
}
