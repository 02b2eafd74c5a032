/** Google Cloud DNS by its Java client. Nothing outside this package names a Google class, so that it loads only when used. */
@NullMarked
package io.prontuario.names.clouddns;

import org.jspecify.annotations.NullMarked;
