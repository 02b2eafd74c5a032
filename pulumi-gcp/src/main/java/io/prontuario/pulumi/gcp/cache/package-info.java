/** Managed Redis. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.cache;
