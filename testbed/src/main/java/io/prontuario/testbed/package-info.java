/** A real cluster on one Linux machine: hosts as network namespaces, with faults that a real rack has. */
@NullMarked
package io.prontuario.testbed;

import org.jspecify.annotations.NullMarked;
