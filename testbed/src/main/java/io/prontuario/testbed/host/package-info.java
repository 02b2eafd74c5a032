/** A host's start-up, its units and the supervisor that keeps them running. */
@NullMarked
package io.prontuario.testbed.host;

import org.jspecify.annotations.NullMarked;
