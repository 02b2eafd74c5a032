/** The VPC network and the VPN to the hospital. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.network;
