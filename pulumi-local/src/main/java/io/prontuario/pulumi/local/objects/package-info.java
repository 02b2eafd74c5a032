/** Kubernetes objects as Pulumi resources. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local.objects;
