/** Configuration of a stack: where values come from, and the errors that a configuration can have. Does not use Pulumi's SDK. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.config;
