/** What a stack file may say, checked as a whole before anything is registered. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local.config;
