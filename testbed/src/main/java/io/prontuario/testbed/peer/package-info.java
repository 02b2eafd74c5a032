/**
 * Other ways to keep one PostgreSQL writer on two hosts, brought up as their own users would, and put through the faults
 * that the platform must survive. Everything that runs here is named {@code peer-}, so that exactly it is cleaned up.
 */
@NullMarked
package io.prontuario.testbed.peer;

import org.jspecify.annotations.NullMarked;
