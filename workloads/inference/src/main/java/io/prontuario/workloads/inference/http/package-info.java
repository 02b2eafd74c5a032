/** The OpenAI-shaped HTTP surface. */
@NullMarked
package io.prontuario.workloads.inference.http;

import org.jspecify.annotations.NullMarked;
