package io.prontuario.testbed.peer;

import io.prontuario.ledger.SqlRoute;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Ways to a PostgreSQL of a peer: by user and password, without TLS. */
final class PeerPostgres {
    static final String SUPERUSER = "postgres";

    private PeerPostgres() {}

    /** @param boxes tried in this order, again and again: a client's own choice of the writer */
    static SqlRoute route(List<Box> boxes, int port, String password) {
        return new SqlRoute(
                boxes.stream()
                        .map(box -> new InetSocketAddress(box.address(), port))
                        .toList(),
                "postgres",
                SUPERUSER,
                password,
                Optional.empty());
    }
}
