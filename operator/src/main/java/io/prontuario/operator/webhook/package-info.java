/** Announcements to people's own systems: signed webhooks, tried until they are delivered or time is up, each outcome recorded. */
@NullMarked
package io.prontuario.operator.webhook;

import org.jspecify.annotations.NullMarked;
