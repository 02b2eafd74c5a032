/** The hospital's core services over the record and the inference service. */
@NullMarked
package io.prontuario.workloads.api;

import org.jspecify.annotations.NullMarked;
