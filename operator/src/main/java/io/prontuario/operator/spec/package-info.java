/** Spec admission: the newest valid spec runs, and is kept in a ConfigMap for a restart. */
@NullMarked
package io.prontuario.operator.spec;

import org.jspecify.annotations.NullMarked;
