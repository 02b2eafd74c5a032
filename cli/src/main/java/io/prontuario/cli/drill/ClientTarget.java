package io.prontuario.cli.drill;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the measuring client requests.
 *
 * @param ca PEM certificates that it trusts; null for those of the machine
 * @param user who logs in; null for a URL that answers without a login
 */
public record ClientTarget(URI url, @Nullable Path ca, @Nullable User user) {
    /** @param passwordFile whose first line is the password */
    public record User(String name, Path passwordFile) {}
}
