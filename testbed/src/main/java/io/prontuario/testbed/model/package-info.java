/** A file server in place of the object store with the models. */
@NullMarked
package io.prontuario.testbed.model;

import org.jspecify.annotations.NullMarked;
