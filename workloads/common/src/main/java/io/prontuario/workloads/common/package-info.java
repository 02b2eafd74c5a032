/** Shared by both services: settings, identity, HTTP server with graceful shutdown, metrics, logs, checksums. */
@NullMarked
package io.prontuario.workloads.common;

import org.jspecify.annotations.NullMarked;
