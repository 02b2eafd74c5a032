/** What an installation of the operator consists of, as pure functions from parameters to objects. */
@NullMarked
package io.prontuario.operator.install;

import org.jspecify.annotations.NullMarked;
