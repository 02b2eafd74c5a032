/** The services without a cluster. */
@NullMarked
package io.prontuario.workloads.embedded;

import org.jspecify.annotations.NullMarked;
