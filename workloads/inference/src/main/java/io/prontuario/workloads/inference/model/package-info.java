/** Model files: where they come from, and proof that they are what the object names. */
@NullMarked
package io.prontuario.workloads.inference.model;

import org.jspecify.annotations.NullMarked;
