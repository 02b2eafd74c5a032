/**
 * The protocol between the operator and the host agent: orders ({@link io.prontuario.host.protocol.Bundle}), answers, reports and
 * the client ({@link io.prontuario.host.protocol.AgentClient}).
 */
@NullMarked
package io.prontuario.host.protocol;

import org.jspecify.annotations.NullMarked;
