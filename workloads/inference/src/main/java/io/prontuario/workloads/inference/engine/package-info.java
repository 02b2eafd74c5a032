/** What can answer a prompt: the engine contract, llama.cpp in process, and the queue in front of an engine. */
@NullMarked
package io.prontuario.workloads.inference.engine;

import org.jspecify.annotations.NullMarked;
