/**
 * What should exist for a spec, as pure functions from spec to Kubernetes objects. Nothing here reads a clock, a file, a
 * network or a cluster; the build checks it.
 */
@NullMarked
package io.prontuario.operator.desired;

import org.jspecify.annotations.NullMarked;
