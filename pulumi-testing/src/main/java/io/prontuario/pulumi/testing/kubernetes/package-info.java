/** A model of Kubernetes: names, namespaces and custom types. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.testing.kubernetes;
