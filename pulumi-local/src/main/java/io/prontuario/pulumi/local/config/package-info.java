/** The configuration of a stack, checked as a whole before any resource is registered. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local.config;
