/** The record database: connection pool, transactions, reads, migrations, readiness. */
@NullMarked
package io.prontuario.workloads.api.records;

import org.jspecify.annotations.NullMarked;
