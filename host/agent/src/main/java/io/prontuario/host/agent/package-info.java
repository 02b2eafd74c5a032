/**
 * The host agent: the daemon beside each HAProxy. This package starts it and wires it; {@code frontdoor} applies configurations,
 * {@code admission} keeps the boot's admission, {@code haproxy} talks to HAProxy, {@code state} keeps files, {@code http} answers
 * requests. Packages depend on each other in that order, from left to right.
 */
@NullMarked
package io.prontuario.host.agent;

import org.jspecify.annotations.NullMarked;
