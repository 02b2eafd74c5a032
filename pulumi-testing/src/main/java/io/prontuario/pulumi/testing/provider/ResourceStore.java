package io.prontuario.pulumi.testing.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The resources that exist in the double. They outlive single runs of the engine. */
public final class ResourceStore {
    private final Map<String, StoredResource> resources = new LinkedHashMap<>();
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger deleted = new AtomicInteger();

    private static String key(String token, String id) {
        return token + "|" + id;
    }

    public synchronized void put(StoredResource resource) {
        resources.put(key(resource.token(), resource.id()), resource);
    }

    synchronized void create(StoredResource resource) {
        created.incrementAndGet();
        put(resource);
    }

    synchronized void delete(String token, String id) {
        deleted.incrementAndGet();
        resources.remove(key(token, id));
    }

    public synchronized Optional<StoredResource> find(String token, String id) {
        return Optional.ofNullable(resources.get(key(token, id)));
    }

    public synchronized List<StoredResource> all(String token) {
        return resources.values().stream().filter(r -> r.token().equals(token)).toList();
    }

    public synchronized boolean any(String token, Predicate<StoredResource> predicate) {
        return all(token).stream().anyMatch(predicate);
    }

    public synchronized int size() {
        return resources.size();
    }

    public int created() {
        return created.get();
    }

    public int deleted() {
        return deleted.get();
    }

    /** Changes a resource outside Pulumi, as in the cloud's console. @param name the input {@code name} */
    public synchronized void changeByHand(String token, String name, UnaryOperator<Map<String, Object>> change) {
        StoredResource resource = all(token).stream()
                .filter(r -> r.text("name").equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + token + " named " + name));
        put(new StoredResource(
                token,
                resource.id(),
                change.apply(new LinkedHashMap<>(resource.inputs())),
                change.apply(new LinkedHashMap<>(resource.state()))));
    }
}
