/** Client of the inference service. */
@NullMarked
package io.prontuario.workloads.api.chat;

import org.jspecify.annotations.NullMarked;
