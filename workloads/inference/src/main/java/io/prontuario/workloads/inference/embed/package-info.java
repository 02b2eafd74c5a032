/** Texts as vectors: BERT-like sentence models in ONNX Runtime. */
@NullMarked
package io.prontuario.workloads.inference.embed;

import org.jspecify.annotations.NullMarked;
