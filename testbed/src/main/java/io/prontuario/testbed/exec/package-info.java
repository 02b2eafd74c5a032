/** Running commands and reporting progress. */
@NullMarked
package io.prontuario.testbed.exec;

import org.jspecify.annotations.NullMarked;
