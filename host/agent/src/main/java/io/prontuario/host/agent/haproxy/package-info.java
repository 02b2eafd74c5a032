/** The running HAProxy, over its master socket: what it reports and the run-time commands it accepts. */
@NullMarked
package io.prontuario.host.agent.haproxy;

import org.jspecify.annotations.NullMarked;
