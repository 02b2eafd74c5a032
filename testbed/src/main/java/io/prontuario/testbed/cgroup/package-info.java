/** One cgroup tree a host, so that a host can be frozen or killed as a whole. */
@NullMarked
package io.prontuario.testbed.cgroup;

import org.jspecify.annotations.NullMarked;
