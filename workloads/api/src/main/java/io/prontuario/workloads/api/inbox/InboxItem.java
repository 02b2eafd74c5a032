package io.prontuario.workloads.api.inbox;

import java.util.UUID;

/**
 * Something that the emergency service took.
 *
 * @param id named once, in the cloud
 * @param position order of commit
 * @param kind what it is
 * @param payload JSON
 * @param key the client's idempotency key
 * @param requestHash what the client sent under that key
 */
public record InboxItem(UUID id, long position, String kind, String payload, String key, String requestHash) {
    /** An alert. */
    public static final String ALERT = "alert";

    /** Says nothing about the content. */
    @Override
    public String toString() {
        return "InboxItem[" + id + " at " + position + "]";
    }
}
