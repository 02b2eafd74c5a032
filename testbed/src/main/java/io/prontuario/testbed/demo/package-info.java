/** The demo: one object on a real cluster, one failure after another, measured from outside and judged by the object's promises. */
package io.prontuario.testbed.demo;
