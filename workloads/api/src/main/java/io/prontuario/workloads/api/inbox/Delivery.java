package io.prontuario.workloads.api.inbox;

import java.time.Instant;

/**
 * An attempt to deliver an alert while the emergency service ran; it comes along, so that nobody is called twice.
 *
 * @param at when
 * @param channel to whom
 * @param delivered whether they have it
 * @param detail what they answered
 */
record Delivery(Instant at, String channel, boolean delivered, String detail) {}
