/** Read-only: probes on their own threads, the peer cluster and the projection, assembled into one observation. */
@NullMarked
package io.prontuario.operator.observe;

import org.jspecify.annotations.NullMarked;
