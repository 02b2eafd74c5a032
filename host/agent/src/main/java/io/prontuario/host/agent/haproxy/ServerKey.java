package io.prontuario.host.agent.haproxy;

/** A server in a backend. A server has the name of its site. */
public record ServerKey(String backend, String site) implements Comparable<ServerKey> {
    @Override
    public int compareTo(ServerKey other) {
        int byBackend = backend.compareTo(other.backend);
        return byBackend != 0 ? byBackend : site.compareTo(other.site);
    }

    /** As HAProxy's command language names it. */
    @Override
    public String toString() {
        return backend + "/" + site;
    }
}
