/** Where in a recording somebody speaks, and transcribing only that. */
@NullMarked
package io.prontuario.workloads.inference.voice;

import org.jspecify.annotations.NullMarked;
