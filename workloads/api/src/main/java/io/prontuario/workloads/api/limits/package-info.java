/** Rate limits and revoked sessions: shared through Redis, or per process while it is unavailable. */
@NullMarked
package io.prontuario.workloads.api.limits;

import org.jspecify.annotations.NullMarked;
