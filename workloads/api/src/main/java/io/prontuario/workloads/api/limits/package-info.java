/** What several processes count together, in Redis; and alone, while it is away. */
@NullMarked
package io.prontuario.workloads.api.limits;

import org.jspecify.annotations.NullMarked;
