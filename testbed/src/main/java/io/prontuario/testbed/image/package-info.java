/** Images: built by the scripts, imported into every node. */
@NullMarked
package io.prontuario.testbed.image;

import org.jspecify.annotations.NullMarked;
