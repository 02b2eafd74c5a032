/** Speech to text: reading audio, resampling, and response formats. */
@NullMarked
package io.prontuario.workloads.inference.speech;

import org.jspecify.annotations.NullMarked;
