/** The inference service: chat behind the OpenAI API, over engines that can be exchanged. */
@NullMarked
package io.prontuario.workloads.inference;

import org.jspecify.annotations.NullMarked;
