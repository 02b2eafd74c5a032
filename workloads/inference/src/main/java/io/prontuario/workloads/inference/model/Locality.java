package io.prontuario.workloads.inference.model;

import org.jspecify.annotations.Nullable;

/** Tells hosts of the cluster and the hospital from the rest of the world, by name alone: nothing is looked up. */
final class Locality {
    private Locality() {}

    /** Whether a host is inside: one label, a cluster or {@code .local} name, or a private or loopback address. */
    static boolean internal(@Nullable String host) {
        if (host == null || host.isEmpty()) {
            return false;
        }
        if (host.startsWith("[")) {
            return host.equals("[::1]")
                    || host.matches("\\[f[cd][0-9a-fA-F]{2}:.*\\]")
                    || host.matches("\\[fe80:.*\\]");
        }
        if (host.matches("[0-9.]+")) {
            return host.matches("10(\\.\\d{1,3}){3}|127(\\.\\d{1,3}){3}|192\\.168(\\.\\d{1,3}){2}"
                    + "|172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}");
        }
        String name = host.toLowerCase(java.util.Locale.ROOT);
        return !name.contains(".")
                || name.endsWith(".svc")
                || name.endsWith(".cluster.local")
                || name.endsWith(".local")
                || name.endsWith(".internal");
    }
}
