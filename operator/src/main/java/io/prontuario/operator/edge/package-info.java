/**
 * The front door as the operator sees it: what HAProxy shall run ({@link io.prontuario.operator.edge.HaproxyConfiguration})
 * and how to reach the agent beside each HAProxy ({@link io.prontuario.operator.edge.AgentClient}).
 */
@NullMarked
package io.prontuario.operator.edge;

import org.jspecify.annotations.NullMarked;
