/** The front doors as the operator uses them: orders and reports. */
@NullMarked
package io.prontuario.operator.frontdoor;

import org.jspecify.annotations.NullMarked;
