package io.prontuario.pulumi.testing.mocks;

import com.pulumi.test.Mocks;
import io.prontuario.pulumi.testing.provider.InputChecker;
import io.prontuario.pulumi.testing.provider.InputFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** Records the resources of a program, returns computed outputs, and lists the inputs that a provider would refuse. */
public final class RecordingMocks implements Mocks {
    private final InputChecker inspector;
    private final List<RecordedResource> recorded = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> logicalNames = new ConcurrentSkipListSet<>();

    public RecordingMocks(InputChecker inspector) {
        this.inspector = inspector;
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
        logicalNames.add(args.type + " " + args.name);
        Map<String, Object> inputs = plain(args.inputs);
        if (!inspector.knows(args.type)) {
            return CompletableFuture.completedFuture(ResourceResult.of(Optional.of(args.name), Map.of()));
        }
        recorded.add(new RecordedResource(args.type, args.name, inputs, inspector.check(args.type, inputs)));
        String id = inspector.id(args.type, args.name, inputs);
        return CompletableFuture.completedFuture(
                ResourceResult.of(Optional.of(id), inspector.state(args.type, id, inputs)));
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
        return CompletableFuture.completedFuture(inspector.call(args.token, args.args));
    }

    private static Map<String, Object> plain(Map<String, ?> values) {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            Object v = value(value);
            if (v != null) {
                plain.put(key, v);
            }
        });
        return plain;
    }

    /** Converts the SDK's optionals, numbers and collections to those that the double compares. */
    @SuppressWarnings("unchecked")
    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(RecordingMocks::value).orElse(null);
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Collection<?> collection) {
            List<Object> list = new ArrayList<>();
            for (Object element : collection) {
                Object v = value(element);
                if (v != null) {
                    list.add(v);
                }
            }
            return list;
        }
        return value instanceof Map<?, ?> map ? plain((Map<String, ?>) map) : value;
    }

    /** The resources registered so far, without components. */
    public List<RecordedResource> all() {
        return List.copyOf(recorded);
    }

    /** The one resource of a type, by the end of its token, and logical name. */
    public RecordedResource one(String type, String name) {
        List<RecordedResource> found = all().stream()
                .filter(r -> r.type().endsWith(":" + type) && r.name().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " resources " + type + " named " + name + " among "
                    + all().stream().map(r -> r.type() + " " + r.name()).toList());
        }
        return found.get(0);
    }

    /** Every resource of a type, by the end of its token. */
    public List<RecordedResource> every(String type) {
        return all().stream().filter(r -> r.type().endsWith(":" + type)).toList();
    }

    /** Type token and logical name of every resource, components included. Both are part of the URN. */
    public Set<String> logicalNames() {
        return Set.copyOf(logicalNames);
    }

    /** The inputs that a provider would refuse, one line each. */
    public List<String> refused() {
        List<String> lines = new ArrayList<>();
        for (RecordedResource r : all()) {
            for (InputFailure f : r.failures()) {
                lines.add(r.type() + " " + r.name() + " " + f.property() + ": " + f.reason());
            }
        }
        return lines;
    }
}
