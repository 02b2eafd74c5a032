/** The HTTP routes, compatible with the OpenAI API. */
@NullMarked
package io.prontuario.workloads.inference.http;

import org.jspecify.annotations.NullMarked;
