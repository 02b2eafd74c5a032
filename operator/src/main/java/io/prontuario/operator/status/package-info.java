/** The only writers of status, and the mapping between status and the decision core's state. */
@NullMarked
package io.prontuario.operator.status;

import org.jspecify.annotations.NullMarked;
