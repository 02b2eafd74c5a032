/** Replicates the emergency projection from the record's outbox to the cloud's database. */
@NullMarked
package io.prontuario.workloads.api.projection;

import org.jspecify.annotations.NullMarked;
