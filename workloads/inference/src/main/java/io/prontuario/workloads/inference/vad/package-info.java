/** Voice activity detection, and transcription of the speech that it finds. */
@NullMarked
package io.prontuario.workloads.inference.vad;

import org.jspecify.annotations.NullMarked;
