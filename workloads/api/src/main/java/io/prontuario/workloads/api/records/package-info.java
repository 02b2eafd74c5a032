/** The record database: connections, reads, readiness. */
@NullMarked
package io.prontuario.workloads.api.records;

import org.jspecify.annotations.NullMarked;
