/** A file server that stands for the object store with the models. */
@NullMarked
package io.prontuario.testbed.model;

import org.jspecify.annotations.NullMarked;
