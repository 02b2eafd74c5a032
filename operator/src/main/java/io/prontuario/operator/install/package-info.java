/** The objects of an installation of the operator, as pure functions of its parameters. */
@NullMarked
package io.prontuario.operator.install;

import org.jspecify.annotations.NullMarked;
