package io.prontuario.crds.validation;

/**
 * One fault laid over examples/mac-studio-ha.yaml.
 *
 * @param errors how many errors the validator finds in all: one fault may break two fields
 */
record InvalidSpec(String spec, String path, String message, String remedy, int errors) {
    static InvalidSpec of(String spec, String path, String message, String remedy) {
        return new InvalidSpec(spec, path, message, remedy, 1);
    }

    static InvalidSpec of(String spec, String path, String message, String remedy, int errors) {
        return new InvalidSpec(spec, path, message, remedy, errors);
    }
}
