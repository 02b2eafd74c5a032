/** Brings HAProxy to the operator's configuration, and reports what runs. */
@NullMarked
package io.prontuario.host.agent.frontdoor;

import org.jspecify.annotations.NullMarked;
