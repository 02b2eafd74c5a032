/** Managed Redis (Memorystore). */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.redis;
