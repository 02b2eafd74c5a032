package io.prontuario.workloads.api.inbox;

import java.util.UUID;

/**
 * A write of the emergency service, stored in the cloud's inbox.
 *
 * @param id unique id, assigned in the cloud
 * @param position order of commit
 * @param kind kind of item, for example {@link #ALERT}
 * @param payload JSON
 * @param key the client's idempotency key
 * @param requestHash hash of the client's request
 */
public record InboxItem(UUID id, long position, String kind, String payload, String key, String requestHash) {
    /** Kind of an alert. */
    public static final String ALERT = "alert";

    /** Omits the content. */
    @Override
    public String toString() {
        return "InboxItem[" + id + " at " + position + "]";
    }
}
