/** Files of the agent that survive a restart: the state, the override log, and how they are written. */
@NullMarked
package io.prontuario.host.agent.state;

import org.jspecify.annotations.NullMarked;
