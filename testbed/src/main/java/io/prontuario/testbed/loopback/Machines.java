package io.prontuario.testbed.loopback;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every machine of one run, by name. */
final class Machines {
    private final Map<String, Machine> machines = new ConcurrentHashMap<>();

    Machine add(Machine machine) {
        machines.put(machine.name(), machine);
        return machine;
    }

    Optional<Machine> find(String name) {
        return Optional.ofNullable(machines.get(name));
    }

    /** @throws IllegalArgumentException when there is none */
    Machine get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no machine is called " + name));
    }

    void killAll() {
        machines.values().forEach(Machine::kill);
    }
}
