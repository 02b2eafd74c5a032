package io.prontuario.crds.validation;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.prontuario.crds.v1alpha1.Formats;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Required fields, bounds and formats, from the same annotations as the schema. */
final class DeclaredLimits implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        walk("spec", spec, problems);
    }

    private static void walk(String path, Object record, Problems problems) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            String at = path + "." + component.getName();
            Object value = read(accessor, record);
            if (value == null) {
                if (accessor.isAnnotationPresent(Required.class)) {
                    problems.error(at, "is missing", "add " + component.getName());
                }
                continue;
            }
            checkValue(at, value, accessor, problems);
            AnnotatedType type = accessor.getAnnotatedReturnType();
            if (value instanceof List<?> items) {
                AnnotatedElement item = argument(type, 0);
                for (int i = 0; i < items.size(); i++) {
                    checkItem(at + "[" + i + "]", items.get(i), item, problems);
                }
            } else if (value instanceof Map<?, ?> entries) {
                AnnotatedElement item = argument(type, 1);
                entries.forEach((key, entry) -> checkItem(at + "." + key, entry, item, problems));
            } else if (value instanceof Record nested) {
                walk(at, nested, problems);
            }
        }
    }

    private static void checkItem(String at, @Nullable Object item, AnnotatedElement limits, Problems problems) {
        if (item == null) {
            problems.error(at, "has no value", "write a value, or remove it");
        } else if (item instanceof Record nested) {
            walk(at, nested, problems);
        } else {
            checkValue(at, item, limits, problems);
        }
    }

    private static void checkValue(String at, Object value, AnnotatedElement limits, Problems problems) {
        if (value instanceof Number number) {
            checkNumber(at, number.longValue(), limits, problems);
        }
        Size size = limits.getAnnotation(Size.class);
        int length = lengthOf(value);
        if (size != null && length > size.max()) {
            problems.error(at, "is longer than " + size.max(), "shorten it: " + size.max() + " at most");
        }
        Pattern pattern = limits.getAnnotation(Pattern.class);
        // An absent checksum is an empty text; another rule checks whether it is required.
        if (pattern != null && value instanceof String text && !text.isEmpty() && !text.matches(pattern.value())) {
            Formats.describe(pattern.value())
                    .ifPresent(
                            format -> problems.error(at, "\"" + text + "\" is not " + format.what(), format.remedy()));
        }
    }

    private static void checkNumber(String at, long number, AnnotatedElement limits, Problems problems) {
        Min min = limits.getAnnotation(Min.class);
        Max max = limits.getAnnotation(Max.class);
        if (min != null && number < min.value()) {
            problems.error(at, number + " is too small", "write " + (long) min.value() + " or more");
        }
        if (max != null && number > max.value()) {
            problems.error(at, number + " is too large", "write " + (long) max.value() + " or less");
        }
    }

    private static int lengthOf(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof List<?> list) {
            return list.size();
        }
        return value instanceof Map<?, ?> map ? map.size() : 0;
    }

    private static AnnotatedElement argument(AnnotatedType type, int index) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
    }

    private static @Nullable Object read(Method accessor, Object record) {
        try {
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read record component " + accessor, e);
        }
    }
}
