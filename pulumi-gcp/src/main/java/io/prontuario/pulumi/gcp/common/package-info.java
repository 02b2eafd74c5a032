/** What every component shares: names, labels, the base class. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.common;
