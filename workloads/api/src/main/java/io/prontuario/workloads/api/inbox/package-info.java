/** Merges the writes of the emergency service into the record, exactly once. */
@NullMarked
package io.prontuario.workloads.api.inbox;

import org.jspecify.annotations.NullMarked;
