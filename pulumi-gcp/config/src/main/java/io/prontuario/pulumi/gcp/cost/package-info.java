/** An offline estimate of what a stack costs a month. Knows nothing of Pulumi. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.cost;
