/** The inference service: chat, embeddings and transcription with the OpenAI API, over interchangeable engines. */
@NullMarked
package io.prontuario.workloads.inference;

import org.jspecify.annotations.NullMarked;
