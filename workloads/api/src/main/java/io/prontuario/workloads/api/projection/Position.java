package io.prontuario.workloads.api.projection;

import java.util.Optional;

/**
 * How far the cloud is.
 *
 * @param seq number of the last entry that it applied; 0 for none
 * @param hash of that entry; empty when an earlier version or a person moved the position here
 */
record Position(long seq, Optional<String> hash) {}
