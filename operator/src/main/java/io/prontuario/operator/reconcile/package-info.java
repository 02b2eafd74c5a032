/** The reconcile loop: observe, decide, record, act. */
@NullMarked
package io.prontuario.operator.reconcile;

import org.jspecify.annotations.NullMarked;
