/** Names: keeps them off the reconcile threads, and looks at the site from outside. */
@NullMarked
package io.prontuario.operator.dns;

import org.jspecify.annotations.NullMarked;
