package io.prontuario.workloads.api.projection;

import java.util.Optional;

/**
 * Position of the projection in the outbox.
 *
 * @param seq sequence number of the last applied entry; 0 for none
 * @param hash checksum of that entry; empty if an earlier version or an administrator set the position
 */
record ProjectionPosition(long seq, Optional<String> hash) {}
