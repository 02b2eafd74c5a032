package io.prontuario.testbed.peer;

import java.util.List;
import java.util.Optional;

/**
 * How a CloudNativePG cluster of two instances is set.
 *
 * @param name for options
 * @param durability CloudNativePG's word: {@code required}, or {@code preferred}, which drops to asynchronous
 */
record CnpgSettings(String name, String durability) {
    static final List<CnpgSettings> ALL = List.of(
            new CnpgSettings("cloudnative-pg-required", "required"),
            new CnpgSettings("cloudnative-pg-preferred", "preferred"));

    static Optional<CnpgSettings> named(String name) {
        return ALL.stream().filter(settings -> settings.name.equals(name)).findFirst();
    }

    String title() {
        return "CloudNativePG " + CnpgManifests.VERSION + ", " + durability;
    }
}
