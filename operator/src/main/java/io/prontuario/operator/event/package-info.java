/** Kubernetes Events on the platform object. */
@NullMarked
package io.prontuario.operator.event;

import org.jspecify.annotations.NullMarked;
