/** The namespace and its ceilings. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local.namespace;
