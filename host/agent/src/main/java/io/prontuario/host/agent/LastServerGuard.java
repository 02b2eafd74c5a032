package io.prontuario.host.agent;

import io.prontuario.host.protocol.HaproxyNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Refuses a configuration that would leave a backend without a usable server which has one now (invariant 21). */
final class LastServerGuard {
    private final Predicate<String> accepts;

    /** @param accepts whether an endpoint accepts a connection; asked only about servers that HAProxy does not check now */
    LastServerGuard(Predicate<String> accepts) {
        this.accepts = accepts;
    }

    /** The first backend that the configuration would empty. A backend that goes away with its routes is not emptied. */
    Optional<String> emptied(List<ServerStatus> live, ConfigurationText next) {
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
