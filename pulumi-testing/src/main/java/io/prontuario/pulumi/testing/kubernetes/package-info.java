/** What the double knows of Kubernetes. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.testing.kubernetes;
