/** Writes that a client may repeat and that happen once; the outbox that tells the cloud about them. */
@NullMarked
package io.prontuario.workloads.api.writes;

import org.jspecify.annotations.NullMarked;
