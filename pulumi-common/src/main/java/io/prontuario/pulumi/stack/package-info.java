/** Base class of components, and the transformation that protects the resources of production stacks. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.stack;
