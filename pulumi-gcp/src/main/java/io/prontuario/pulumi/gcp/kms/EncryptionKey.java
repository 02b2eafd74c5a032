package io.prontuario.pulumi.gcp.kms;

import io.prontuario.pulumi.gcp.apis.ServiceAgent;
import java.util.List;
import java.util.Locale;

/** The keys: one for each kind of data, so that disabling a key makes only that kind of data unreadable. */
public enum EncryptionKey {
    CLUSTER(ServiceAgent.KUBERNETES, ServiceAgent.COMPUTE),
    DATABASE(ServiceAgent.SQL),
    STORAGE(ServiceAgent.STORAGE),
    /** Base backups and WAL of the whole record; separate from the other buckets. */
    BACKUPS(ServiceAgent.STORAGE, ServiceAgent.BACKUP),
    REGISTRY(ServiceAgent.REGISTRY),
    LOGS(ServiceAgent.LOGGING),
    CACHE(ServiceAgent.REDIS);

    private final List<ServiceAgent> users;

    EncryptionKey(ServiceAgent... users) {
        this.users = List.of(users);
    }

    List<ServiceAgent> users() {
        return users;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
