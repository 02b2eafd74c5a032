/** Silent death, revival, partitions and freezes. */
@NullMarked
package io.prontuario.testbed.fault;

import org.jspecify.annotations.NullMarked;
