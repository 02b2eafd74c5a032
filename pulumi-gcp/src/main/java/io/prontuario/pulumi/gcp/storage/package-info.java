/** Cloud Storage buckets. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.storage;
