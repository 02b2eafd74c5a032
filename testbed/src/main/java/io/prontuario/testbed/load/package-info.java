/**
 * The load client: an open loop with its own lightweight HTTPS, so that what is measured is the platform and not a
 * client library's pool and retries. All times are the client's {@link System#nanoTime()}.
 */
package io.prontuario.testbed.load;
