/** Engines: the interfaces, llama.cpp and whisper.cpp in this process, and the admission queue. */
@NullMarked
package io.prontuario.workloads.inference.engine;

import org.jspecify.annotations.NullMarked;
