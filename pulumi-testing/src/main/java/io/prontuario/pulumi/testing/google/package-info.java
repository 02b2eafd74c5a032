/** A model of Google Cloud: input rules, resource names, computed outputs, and errors of the APIs. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.testing.google;
