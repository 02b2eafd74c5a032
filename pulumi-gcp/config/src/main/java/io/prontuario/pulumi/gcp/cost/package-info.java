/** An offline estimate of the monthly cost of a stack. Does not use Pulumi's SDK. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.cost;
