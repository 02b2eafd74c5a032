package io.prontuario.pulumi.testing.schema;

import com.pulumi.core.Either;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.ResourceArgs;
import io.prontuario.pulumi.testing.schema.TypeNode.Property;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads resource schemas from an SDK's annotations {@code @ResourceType}, {@code @Import} and {@code @Export}. */
public final class SdkSchema {
    private final Function<String, Optional<Class<?>>> find;
    private final Map<String, Optional<ResourceSchema>> known = new ConcurrentHashMap<>();

    private SdkSchema(Function<String, Optional<Class<?>>> find) {
        this.find = find;
    }

    private static final SdkSchema GCP = new SdkSchema(SdkSchema::gcpResource);

    /** The Google Cloud SDK. One instance, because reading the annotations of a type is slow. */
    public static SdkSchema gcp() {
        return GCP;
    }

    /** {@code gcp:MODULE/file:Name} is class {@code com.pulumi.gcp.MODULE.Name}. */
    private static Optional<Class<?>> gcpResource(String token) {
        String[] parts = token.split(":", -1);
        if (parts.length != 3 || !parts[0].equals("gcp")) {
            return Optional.empty();
        }
        String module = parts[1].substring(0, parts[1].indexOf('/')).toLowerCase(Locale.ROOT);
        return load("com.pulumi.gcp." + module + "." + parts[2]);
    }

    /** The Kubernetes SDK, {@code kubernetes:GROUP/VERSION:Kind}. @param custom resource classes of custom types */
    public static SdkSchema kubernetes(List<Class<?>> custom) {
        return new SdkSchema(token -> {
            for (Class<?> type : custom) {
                if (annotated(type).filter(token::equals).isPresent()) {
                    return Optional.of(type);
                }
            }
            String[] parts = token.split(":", -1);
            if (parts.length != 3 || !parts[0].equals("kubernetes")) {
                return Optional.empty();
            }
            // rbac.authorization.k8s.io/v1 is package rbac.v1.
            String[] group = parts[1].split("/", -1);
            return load("com.pulumi.kubernetes." + group[0].split("\\.", -1)[0] + "." + group[1] + "." + parts[2]);
        });
    }

    private static Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> annotated(Class<?> type) {
        @Nullable ResourceType annotation = type.getAnnotation(ResourceType.class);
        return Optional.ofNullable(annotation).map(ResourceType::type);
    }

    /** The schema of a type token; empty if the SDK has no such resource. */
    public Optional<ResourceSchema> resource(String token) {
        return known.computeIfAbsent(token, t -> find.apply(t)
                .filter(type -> annotated(type).filter(t::equalsIgnoreCase).isPresent())
                .map(type -> new ResourceSchema(t, inputs(argsOf(type)), outputs(type))));
    }

    private static Class<?> argsOf(Class<?> resource) {
        for (var constructor : resource.getConstructors()) {
            for (Class<?> parameter : constructor.getParameterTypes()) {
                if (ResourceArgs.class.isAssignableFrom(parameter)) {
                    return parameter;
                }
            }
        }
        throw new IllegalStateException(resource + " has no constructor that takes arguments");
    }

    private static Map<String, Property> inputs(Class<?> args) {
        Map<String, Property> properties = new LinkedHashMap<>();
        for (Class<?> c = args; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                @Nullable Import annotation = field.getAnnotation(Import.class);
                if (annotation != null) {
                    String name = annotation.name().isEmpty() ? field.getName() : annotation.name();
                    properties.put(name, new Property(type(field.getGenericType()), annotation.required()));
                }
            }
        }
        return Collections.unmodifiableMap(properties);
    }

    private static Map<String, TypeNode> outputs(Class<?> resource) {
        Map<String, TypeNode> outputs = new LinkedHashMap<>();
        for (Field field : resource.getDeclaredFields()) {
            @Nullable Export annotation = field.getAnnotation(Export.class);
            if (annotation != null && !optional(resource, field.getName())) {
                String name = annotation.name().isEmpty() ? field.getName() : annotation.name();
                outputs.put(name, type(field.getGenericType()));
            }
        }
        return Collections.unmodifiableMap(outputs);
    }

    /** Whether the getter returns {@code Output<Optional<…>>}. */
    private static boolean optional(Class<?> resource, String field) {
        for (Method method : resource.getMethods()) {
            if (method.getName().equals(field) && method.getParameterCount() == 0) {
                return method.getGenericReturnType().getTypeName().contains("Output<java.util.Optional<");
            }
        }
        return true;
    }

    private static TypeNode type(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == Output.class || raw == Optional.class) {
                return type(arguments[0]);
            }
            if (List.class.isAssignableFrom(raw)) {
                return new TypeNode.ListOf(type(arguments[0]));
            }
            if (Map.class.isAssignableFrom(raw)) {
                return new TypeNode.MapOf(type(arguments[1]));
            }
            if (raw == Either.class) {
                return new TypeNode.OneOf(List.of(type(arguments[0]), type(arguments[1])));
            }
            return new TypeNode.Anything();
        }
        if (type == String.class) {
            return new TypeNode.Text();
        }
        if (type == Integer.class) {
            return new TypeNode.Whole();
        }
        if (type == Double.class) {
            return new TypeNode.Decimal();
        }
        if (type == Boolean.class) {
            return new TypeNode.Flag();
        }
        if (type instanceof Class<?> c && ResourceArgs.class.isAssignableFrom(c)) {
            return new TypeNode.ObjectOf(lazily(() -> inputs(c)));
        }
        if (type instanceof Class<?> c && c.isEnum() && Modifier.isPublic(c.getModifiers())) {
            return new TypeNode.Text();
        }
        return new TypeNode.Anything();
    }

    private static java.util.function.Supplier<Map<String, Property>> lazily(
            java.util.function.Supplier<Map<String, Property>> read) {
        return new java.util.function.Supplier<>() {
            private volatile @Nullable Map<String, Property> value;

            @Override
            public Map<String, Property> get() {
                Map<String, Property> known = value;
                if (known == null) {
                    known = read.get();
                    value = known;
                }
                return known;
            }
        };
    }
}
