/** Formats of the Pulumi engine: URNs, property paths, and tables that describe resource types. Does not use Pulumi's SDK. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.engine;
