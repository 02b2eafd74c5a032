/** One executor for each action of the decision core, and the applier of desired objects. */
@NullMarked
package io.prontuario.operator.act;

import org.jspecify.annotations.NullMarked;
