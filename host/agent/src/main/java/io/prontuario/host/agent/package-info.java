/** The agent beside each HAProxy: applies configuration, latches admissions, reports. */
@NullMarked
package io.prontuario.host.agent;

import org.jspecify.annotations.NullMarked;
