/** What runs beside the passes of one platform: the interface of a feature, its periodic task, and what a pass tells it. */
@NullMarked
package io.prontuario.operator.feature;

import org.jspecify.annotations.NullMarked;
