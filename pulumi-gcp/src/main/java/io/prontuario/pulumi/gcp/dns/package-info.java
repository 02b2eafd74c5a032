/** Public and private DNS zones and the failover name. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.dns;
