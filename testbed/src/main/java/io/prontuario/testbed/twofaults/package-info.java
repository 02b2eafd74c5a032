/**
 * Two faults at once, at random, on the test bed: what holds for one must hold for any two that leave something to
 * serve.
 */
@NullMarked
package io.prontuario.testbed.twofaults;

import org.jspecify.annotations.NullMarked;
