/** The engine that is somebody else's server: any that speaks the OpenAI API, behind timeouts and a breaker. */
@NullMarked
package io.prontuario.workloads.inference.proxy;

import org.jspecify.annotations.NullMarked;
