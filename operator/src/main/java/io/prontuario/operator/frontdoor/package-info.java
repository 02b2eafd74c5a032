/** What the operator needs of the front door's boxes, apart from how they are spoken to. */
@NullMarked
package io.prontuario.operator.frontdoor;

import org.jspecify.annotations.NullMarked;
