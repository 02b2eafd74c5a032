/** The cloud's database. The record on site is the host agents'. */
@NullMarked
package io.prontuario.testbed.data;

import org.jspecify.annotations.NullMarked;
