package io.prontuario.pulumi.testing.provider;

/** An input that the provider refuses. */
public record Failure(String property, String reason) {}
