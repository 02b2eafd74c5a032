package io.prontuario.pulumi.local.config;

/** One thing wrong with a stack's configuration: the key, what is wrong, what to write instead. */
public record Problem(String key, String what, String remedy) {
    public String line() {
        return "%s: %s. Fix: %s".formatted(key, what, remedy);
    }
}
