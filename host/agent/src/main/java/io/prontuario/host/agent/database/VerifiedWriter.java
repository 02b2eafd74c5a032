package io.prontuario.host.agent.database;

import io.prontuario.host.protocol.data.DataOrder.Source;

/** A box whose agent says that it writes the ordered epoch, and whose database said how its log came about. */
record VerifiedWriter(Source source, String systemId, Peer.Log log) {
    boolean ofCluster(String id) {
        return systemId.equals(id);
    }
}
