package io.prontuario.pulumi.testing.provider;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts between the protocol's values and maps, lists, strings, numbers and booleans. */
public final class ProtocolValues {
    /** A value that is unknown until the resource that it comes from exists. */
    public static final Object UNKNOWN = new Object() {
        @Override
        public String toString() {
            return "unknown";
        }
    };

    /** The engine's marker of an unknown string. Unknown values of other types have the other {@link #MARKERS}. */
    private static final String UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private static final Set<String> MARKERS = Set.of(
            UNKNOWN_STRING,
            "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
            "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
            "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
            "030794c1-ac77-496b-92df-f27374a8bd58",
            "e48ece36-62e2-4504-bad9-02848725956a",
            "dd056dcd-154b-4c76-9bd3-c8f88648b5ff");

    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";

    private ProtocolValues() {}

    public static Map<String, Object> read(Struct struct) {
        Map<String, Object> map = new LinkedHashMap<>();
        struct.getFieldsMap().forEach((key, value) -> {
            Object read = read(value);
            if (read != null && !key.startsWith("__")) {
                map.put(key, read);
            }
        });
        return map;
    }

    private static @Nullable Object read(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> MARKERS.contains(value.getStringValue()) ? UNKNOWN : value.getStringValue();
            case NUMBER_VALUE -> value.getNumberValue();
            case BOOL_VALUE -> value.getBoolValue();
            case LIST_VALUE -> {
                List<Object> list = new ArrayList<>();
                value.getListValue().getValuesList().forEach(v -> {
                    Object read = read(v);
                    if (read != null) {
                        list.add(read);
                    }
                });
                yield list;
            }
            case STRUCT_VALUE -> {
                Struct struct = value.getStructValue();
                boolean secret = struct.getFieldsOrDefault(SIGNATURE, Value.getDefaultInstance())
                        .getStringValue()
                        .equals(SECRET);
                yield secret ? read(struct.getFieldsOrThrow("value")) : read(struct);
            }
            case NULL_VALUE, KIND_NOT_SET -> null;
        };
    }

    public static Struct write(Map<String, ?> map) {
        Struct.Builder struct = Struct.newBuilder();
        map.forEach((key, value) -> struct.putFields(key, write(value)));
        return struct.build();
    }

    static Value write(@Nullable Object value) {
        Value.Builder builder = Value.newBuilder();
        if (value == null) {
            return builder.setNullValue(NullValue.NULL_VALUE).build();
        }
        if (value == UNKNOWN) {
            return builder.setStringValue(UNKNOWN_STRING).build();
        }
        if (value instanceof String s) {
            return builder.setStringValue(s).build();
        }
        if (value instanceof Boolean b) {
            return builder.setBoolValue(b).build();
        }
        if (value instanceof Number n) {
            return builder.setNumberValue(n.doubleValue()).build();
        }
        if (value instanceof Collection<?> c) {
            ListValue.Builder list = ListValue.newBuilder();
            c.forEach(v -> list.addValues(write(v)));
            return builder.setListValue(list).build();
        }
        if (value instanceof Map<?, ?> m) {
            Struct.Builder struct = Struct.newBuilder();
            m.forEach((k, v) -> struct.putFields(String.valueOf(k), write(v)));
            return builder.setStructValue(struct).build();
        }
        throw new IllegalArgumentException("cannot send a " + value.getClass());
    }
}
