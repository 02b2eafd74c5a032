/** A host's boot, its units and the supervisor that restarts them. */
@NullMarked
package io.prontuario.testbed.host;

import org.jspecify.annotations.NullMarked;
