package io.prontuario.pulumi.testing.schema;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The type of a property. Values are strings, doubles, booleans, lists and maps. */
public sealed interface TypeNode {
    /** Whether a value has this type. Does not check the elements of lists, maps and objects. */
    boolean fits(Object value);

    /** The name in messages. */
    String title();

    record Text() implements TypeNode {
        @Override
        public boolean fits(Object value) {
            return value instanceof String;
        }

        @Override
        public String title() {
            return "a string";
        }
    }

    record Whole() implements TypeNode {
        @Override
        public boolean fits(Object value) {
            return value instanceof Double d && d == Math.rint(d);
        }

        @Override
        public String title() {
            return "a whole number";
        }
    }

    record Decimal() implements TypeNode {
        @Override
        public boolean fits(Object value) {
            return value instanceof Double;
        }

        @Override
        public String title() {
            return "a number";
        }
    }

    record Flag() implements TypeNode {
        @Override
        public boolean fits(Object value) {
            return value instanceof Boolean;
        }

        @Override
        public String title() {
            return "true or false";
        }
    }

    /** Any value: JSON, assets, archives. */
    record Anything() implements TypeNode {
        @Override
        public boolean fits(Object value) {
            return true;
        }

        @Override
        public String title() {
            return "anything";
        }
    }

    record ListOf(TypeNode element) implements TypeNode {
        @Override
        public boolean fits(Object value) {
            return value instanceof List;
        }

        @Override
        public String title() {
            return "a list";
        }
    }

    record MapOf(TypeNode value) implements TypeNode {
        @Override
        public boolean fits(Object value) {
            return value instanceof Map;
        }

        @Override
        public String title() {
            return "a map";
        }
    }

    /** One of several types. */
    record OneOf(List<TypeNode> choices) implements TypeNode {
        @Override
        public boolean fits(Object value) {
            return choices.stream().anyMatch(choice -> choice.fits(value));
        }

        @Override
        public String title() {
            return String.join(" or ", choices.stream().map(TypeNode::title).toList());
        }
    }

    /** An object. Its properties are read lazily, because some types contain themselves. */
    record ObjectOf(Supplier<Map<String, Property>> properties) implements TypeNode {
        @Override
        public boolean fits(Object value) {
            return value instanceof Map;
        }

        @Override
        public String title() {
            return "an object";
        }
    }

    /** A property of an object or a resource. */
    record Property(TypeNode type, boolean required) {}
}
