/** Looking, and nothing else: probes on their own threads, folded into one observation. */
@NullMarked
package io.prontuario.operator.observe;

import org.jspecify.annotations.NullMarked;
