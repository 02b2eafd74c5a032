/**
 * The demo: one object on real clusters, one failure after another, measured by clients and evaluated against limits.
 */
package io.prontuario.testbed.demo;
