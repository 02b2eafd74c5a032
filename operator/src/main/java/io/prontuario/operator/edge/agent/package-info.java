/** The agent beside each HAProxy: applies configuration, latches admissions, reports. */
@NullMarked
package io.prontuario.operator.edge.agent;

import org.jspecify.annotations.NullMarked;
