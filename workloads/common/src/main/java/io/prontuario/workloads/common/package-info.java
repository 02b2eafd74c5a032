/** What both services share: typed settings, the site's identity, the HTTP server and its drain, metrics and logs. */
@NullMarked
package io.prontuario.workloads.common;

import org.jspecify.annotations.NullMarked;
