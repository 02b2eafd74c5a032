/** Google Cloud DNS. No class outside this package refers to Google's classes, so that they are loaded only if used. */
@NullMarked
package io.prontuario.names.clouddns;

import org.jspecify.annotations.NullMarked;
