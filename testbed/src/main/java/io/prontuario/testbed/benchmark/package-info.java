/** The failover benchmark: five runs of the demo's steps, beside the same load on what a team would otherwise use. */
package io.prontuario.testbed.benchmark;
