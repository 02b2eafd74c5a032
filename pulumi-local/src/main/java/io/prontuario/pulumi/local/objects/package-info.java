/** Any Kubernetes object as a resource. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local.objects;
