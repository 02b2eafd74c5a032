/** Quota and default requests of the namespace. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local.namespace;
