package io.prontuario.testbed.loopback;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every machine of one run, by name. */
final class LoopbackHosts {
    private final Map<String, LoopbackHost> hosts = new ConcurrentHashMap<>();

    LoopbackHost add(LoopbackHost host) {
        hosts.put(host.name(), host);
        return host;
    }

    Optional<LoopbackHost> find(String name) {
        return Optional.ofNullable(hosts.get(name));
    }

    /** @throws IllegalArgumentException when there is none */
    LoopbackHost get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no machine is called " + name));
    }

    void killAll() {
        hosts.values().forEach(LoopbackHost::kill);
    }
}
