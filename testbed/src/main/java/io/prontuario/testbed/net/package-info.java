/** Bridges, network namespaces, links, routes and kernel settings. */
@NullMarked
package io.prontuario.testbed.net;

import org.jspecify.annotations.NullMarked;
