/** Engines that forward to another server with an OpenAI-compatible API, with timeouts and a circuit breaker. */
@NullMarked
package io.prontuario.workloads.inference.proxy;

import org.jspecify.annotations.NullMarked;
