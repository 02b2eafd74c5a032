/** The decision core. It depends on the JDK only; {@code ArchitectureTest} keeps it so. */
package io.prontuario.continuity;
