package io.prontuario.pulumi.testing.provider;

/** An input that the provider refuses. @param property the path of the input @param reason why */
public record InputFailure(String property, String reason) {}
