/** The public side: public addresses of the site and of the cloud, and the name server of the public name. */
@NullMarked
package io.prontuario.testbed.publicnet;

import org.jspecify.annotations.NullMarked;
