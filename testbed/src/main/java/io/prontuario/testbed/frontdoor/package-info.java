/** HAProxy, keepalived and the host agent as host units. */
@NullMarked
package io.prontuario.testbed.frontdoor;

import org.jspecify.annotations.NullMarked;
