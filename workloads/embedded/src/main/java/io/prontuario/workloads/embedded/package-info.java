/** Both services and PostgreSQL in one process, without a cluster; for development. */
@NullMarked
package io.prontuario.workloads.embedded;

import org.jspecify.annotations.NullMarked;
