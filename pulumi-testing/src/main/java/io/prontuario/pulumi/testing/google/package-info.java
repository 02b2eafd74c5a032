/** What the double knows of Google Cloud: values, names, computed outputs, and the errors its APIs answer. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.testing.google;
