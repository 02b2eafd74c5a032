/** Checks before a start, what is built once, and removal of everything afterwards. */
@NullMarked
package io.prontuario.testbed.lifecycle;

import org.jspecify.annotations.NullMarked;
