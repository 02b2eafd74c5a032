/** Real servers, child processes and waits for the tests of all modules. Nothing of it ships. */
package io.prontuario.testing;
