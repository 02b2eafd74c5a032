package io.prontuario.host.agent.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.host.agent.haproxy.ConfigurationLine;
import io.prontuario.operator.haproxy.HaproxyConfiguration;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectiveGuardTest {
    private static final String START = "global\n    maxconn 4096\n\nfrontend f\n    bind 127.0.0.1:80\n";

    private static Optional<String> forbidden(String line) {
        return DirectiveGuard.forbidden(new ConfigurationText(START + line + "\n"));
    }

    @Test
    void whatTheAgentStartsWithIsAllowed() throws Exception {
        assertThat(DirectiveGuard.forbidden(new ConfigurationText(ConfigurationFiles.bootstrap())))
                .isEmpty();
        assertThat(forbidden("    http-request return status 503 string 'a file # and program are words of a text'"))
                .isEmpty();
        assertThat(forbidden("# program p")).isEmpty();
    }

    /** Both sides of the seam: what the operator renders for every example that has a front door. */
    @ParameterizedTest
    @ValueSource(strings = {"mac-studio-ha", "mac-mini-hybrid", "aurora-triage", "healthcare-production"})
    void whatTheOperatorRendersIsAllowed(String example) {
        PlatformSpec spec = PlatformYaml.read(Path.of("../../examples/" + example + ".yaml"))
                .getSpec();
        Set<String> sites = spec.hosts().stream().map(HostSpec::name).collect(Collectors.toSet());
        assertThat(DirectiveGuard.forbidden(new ConfigurationText(HaproxyConfiguration.render(spec, sites))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "program p",
                "    program p",
                "    .if defined(X)",
                "listen stats",
                "resolvers r",
                "    external-check command /bin/sh",
                "    option external-check",
                "    errorfile 503 /etc/shadow",
                "    http-request return status 200 file /etc/shadow",
                "    http-request return status 200 \"lf-file\" /etc/shadow",
                "    http-request return status 200 fi\\le /etc/shadow",
                "    http-request lua.run",
                "    acl a path -f /etc/shadow",
                "    http-request return status 200 lf-string %[path,map_str(/etc/passwd)]",
                "    user root",
                "\tprogram p",
                "    acl a path /\u0001",
                "global\n    user root",
                "global\n    chroot /",
                "global\n    lua-load /tmp/x",
                "global\n    insecure-fork-wanted",
                "global\n    setenv P 1"
            })
    void whatRunsProgramsOrReadsFilesIsRefusedWithItsLine(String lines) {
        assertThat(forbidden(lines)).hasValueSatisfying(why -> assertThat(why)
                .startsWith("haproxy.cfg:" + (lines.contains("\n") ? 7 : 6) + " has "));
    }

    @Test
    void wordsAreSplitAsHaproxySplitsThem() {
        assertThat(ConfigurationLine.of("  acl a\tpath \"/x y\" 'it''s' b\\ c # rest")
                        .words())
                .containsExactly("acl", "a", "path", "/x y", "its", "b c");
        assertThat(ConfigurationLine.of("# nothing").words()).isEmpty();
        assertThat(ConfigurationLine.of("a \"b\\\"c\" '\\'").words()).containsExactly("a", "b\"c", "\\");
    }
}
