/** What the testbed consists of: hosts, addresses, names and where each thing lies on disk. Pure. */
@NullMarked
package io.prontuario.testbed.plan;

import org.jspecify.annotations.NullMarked;
