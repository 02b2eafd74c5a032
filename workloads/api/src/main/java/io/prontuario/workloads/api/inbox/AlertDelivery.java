package io.prontuario.workloads.api.inbox;

import java.time.Instant;

/**
 * An attempt of the emergency service to deliver an alert; merged with the alert, so that it is not delivered twice.
 *
 * @param at time of the attempt
 * @param channel name of the channel
 * @param delivered whether the channel acknowledged the alert
 * @param detail the channel's response
 */
record AlertDelivery(Instant at, String channel, boolean delivered, String detail) {}
