package io.prontuario.crds.validation;

import java.util.Comparator;
import java.util.regex.Pattern;

/** Alphabetical order of paths, with list indices in numerical order. */
final class PathOrder {
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

    static final Comparator<String> NATURAL = Comparator.comparing(PathOrder::padded);

    private PathOrder() {}

    private static String padded(String path) {
        return INDEX.matcher(path).replaceAll(index -> "[%06d]".formatted(Integer.parseInt(index.group(1))));
    }
}
