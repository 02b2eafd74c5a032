/** The parts of the test bed: hosts, addresses, names and paths on disk. Pure. */
@NullMarked
package io.prontuario.testbed.plan;

import org.jspecify.annotations.NullMarked;
