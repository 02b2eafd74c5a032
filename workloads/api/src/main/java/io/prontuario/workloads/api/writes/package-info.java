/** Idempotent writes, and the transactional outbox that carries them to the cloud. */
@NullMarked
package io.prontuario.workloads.api.writes;

import org.jspecify.annotations.NullMarked;
