/** The global load balancer, its certificate and its firewall. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.front;
