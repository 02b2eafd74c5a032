/** Configuration of the Kubernetes control plane and of the nodes. */
@NullMarked
package io.prontuario.testbed.kube;

import org.jspecify.annotations.NullMarked;
