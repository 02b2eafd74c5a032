/**
 * The front door as the operator sees it: what HAProxy shall run ({@link io.prontuario.operator.haproxy.HaproxyConfiguration})
 * and how to reach the agent beside each HAProxy ({@link io.prontuario.host.protocol.AgentClient}).
 */
@NullMarked
package io.prontuario.host.protocol;

import org.jspecify.annotations.NullMarked;
