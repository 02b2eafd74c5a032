/**
 * The Kubernetes objects of a spec, as pure functions. This package reads no clock, file, network or cluster; the build checks
 * it.
 */
@NullMarked
package io.prontuario.operator.desired;

import org.jspecify.annotations.NullMarked;
