/** Command line, settings, leader election and the Kubernetes client. */
@NullMarked
package io.prontuario.operator.config;

import org.jspecify.annotations.NullMarked;
