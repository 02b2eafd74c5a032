/** Buckets. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.storage;
