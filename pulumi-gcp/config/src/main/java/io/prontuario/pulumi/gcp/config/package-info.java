/** What a stack file may say, read and checked as a whole before any resource is registered. Knows nothing of Pulumi. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.config;
