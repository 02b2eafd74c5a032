/** Text embeddings by sentence models in ONNX Runtime. */
@NullMarked
package io.prontuario.workloads.inference.embed;

import org.jspecify.annotations.NullMarked;
