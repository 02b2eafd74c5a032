/** Audio in, text out: decoding, resampling and the forms of an answer. */
@NullMarked
package io.prontuario.workloads.inference.speech;

import org.jspecify.annotations.NullMarked;
