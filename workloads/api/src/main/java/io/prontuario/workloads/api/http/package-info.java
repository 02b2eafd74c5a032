/** HTTP routes, access control and problem documents. */
@NullMarked
package io.prontuario.workloads.api.http;

import org.jspecify.annotations.NullMarked;
