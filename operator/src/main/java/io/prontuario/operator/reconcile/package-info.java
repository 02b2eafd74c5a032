/** One pass over the object in four named phases: observe, decide, record, act. */
@NullMarked
package io.prontuario.operator.reconcile;

import org.jspecify.annotations.NullMarked;
