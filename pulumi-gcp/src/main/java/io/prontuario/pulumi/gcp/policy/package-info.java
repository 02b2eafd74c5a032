/** Project policies that hold even for changes made by hand. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.policy;
