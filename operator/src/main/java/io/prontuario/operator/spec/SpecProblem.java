package io.prontuario.operator.spec;

/** What is wrong with a spec. @param field the path of the field @param message what is wrong and what to write instead */
public record SpecProblem(String field, String message) {
    @Override
    public String toString() {
        return field + ": " + message;
    }
}
