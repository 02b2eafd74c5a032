package io.prontuario.workloads.inference.model;

import org.jspecify.annotations.Nullable;

/** Hosts of the cluster and of the hospital, recognized by name or address without any lookup. */
final class InternalHosts {
    private InternalHosts() {}

    /** Whether the host has a single label, a cluster, {@code .local} or {@code .internal} name, or a private or loopback address. */
    static boolean contains(@Nullable String host) {
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
