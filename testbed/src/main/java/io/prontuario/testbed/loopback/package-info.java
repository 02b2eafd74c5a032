/** The demo without root: the same programs as processes on loopback addresses, two control planes without nodes. */
package io.prontuario.testbed.loopback;
