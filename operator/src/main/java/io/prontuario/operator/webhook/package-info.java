/** Announcements of mode changes to other systems: signed webhooks, retried until delivered or expired, each outcome an Event. */
@NullMarked
package io.prontuario.operator.webhook;

import org.jspecify.annotations.NullMarked;
