package io.prontuario.pulumi.engine;

/**
 * The parts of a URN, {@code urn:pulumi:STACK::PROJECT::PARENT_TYPE$TYPE::NAME}, that identify a resource of a program.
 *
 * @param type the type token, without those of the parents
 * @param name the logical name
 */
public record Urn(String type, String name) {
    /** @throws IllegalArgumentException if the text is not a URN */
    public static Urn parse(String text) {
        String[] parts = text.split("::", 4);
        if (parts.length != 4) {
            throw new IllegalArgumentException("\"" + text + "\" is not a URN");
        }
        return new Urn(parts[2].substring(parts[2].lastIndexOf('$') + 1), parts[3]);
    }
}
