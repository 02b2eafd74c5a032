/** The global external Application Load Balancer, its certificate and Cloud Armor. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.loadbalancing;
