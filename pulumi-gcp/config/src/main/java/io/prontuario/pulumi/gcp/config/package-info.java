/** The configuration of a stack, read and checked as a whole before any resource is registered. Does not use Pulumi's SDK. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.config;
