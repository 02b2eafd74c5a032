/** Brings what the emergency service took back into the record, exactly once. */
@NullMarked
package io.prontuario.workloads.api.inbox;

import org.jspecify.annotations.NullMarked;
