/** The HTTPS interface of the agent. */
@NullMarked
package io.prontuario.host.agent.http;

import org.jspecify.annotations.NullMarked;
