/** Which spec runs: the newest one that is valid, kept where a restart finds it. */
@NullMarked
package io.prontuario.operator.spec;

import org.jspecify.annotations.NullMarked;
