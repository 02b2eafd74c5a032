/** The HTTP surface and its problem documents. */
@NullMarked
package io.prontuario.workloads.api.http;

import org.jspecify.annotations.NullMarked;
