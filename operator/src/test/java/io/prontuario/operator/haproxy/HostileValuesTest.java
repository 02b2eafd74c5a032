package io.prontuario.operator.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.PlatformYamlException;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec.ProbeType;
import io.prontuario.crds.validation.PlatformValidator;
import io.prontuario.operator.observe.ProbeTarget;
import io.prontuario.operator.observe.ProbeTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Whatever a field of the object holds, either the object is refused, or what is rendered from it keeps its structure. Of every text of an
 * example, hostile ones are made with a fixed seed. {@code -Dprontuario.hostile.objects=100000} tries more of them.
 */
class HostileValuesTest {
    private static final int OBJECTS = Integer.getInteger("prontuario.hostile.objects", 2_000);
    private static final Set<String> SITES = Set.of("mac-studio-1", "mac-studio-2", "cloud");

    private static final List<String> PIECES = List.of(
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\0",
            "\u001b[0m",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "é",
            " ",
            "  ",
            "\"",
            "'",
            "\\",
            "\\n",
            "#",
            "$",
            "${HOME}",
            "%",
            "%[src]",
            "%o",
            "{",
            "}",
            "[",
            "]",
            "<",
            ">",
            "|",
            ";",
            "&",
            "&&",
            "(",
            ")",
            "`id`",
            "$(id)",
            ",",
            "*",
            "?",
            "!",
            "=",
            ":",
            "::",
            "/",
            "//",
            "..",
            "/../",
            "-",
            "--",
            "_",
            ".",
            ".if",
            "A",
            "0",
            "\nglobal\n",
            "\n\tuse_backend x",
            " HTTP/1.1\r\nHost: x\r\n\r\n",
            "file /etc/shadow",
            "'); DROP");

    private final JsonNode example = example();

    private static JsonNode example() {
        try {
            return PlatformYaml.readTree(Files.readString(Path.of("../examples/mac-studio-ha.yaml")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noTextOfTheObjectChangesTheStructureOfTheConfiguration() {
        List<String> expected = shape(spec(example).orElseThrow());
        Random random = new Random(20261201);
        int accepted = 0;
        for (int i = 0; i < OBJECTS; i++) {
            JsonNode object = example.deepCopy();
            List<Text> texts = texts(object.get("spec"));
            Text text = texts.get(random.nextInt(texts.size()));
            String hostile = hostile(text.value(), random);
            if (hostile.equals("/")) {
                continue; // every path: this route has one line less
            }
            text.change().accept(hostile);
            Optional<PlatformSpec> spec = spec(object);
            if (spec.isPresent()) {
                accepted++;
                assertThat(shape(spec.get()))
                        .as("%s: %s", text.path(), escaped(hostile))
                        .isEqualTo(expected);
                assertRequestsAreOneLine(spec.get());
            }
        }
        assertThat(accepted).as("some are harmless").isPositive();
    }

    /** What ran a command as root on every box of the front door. */
    @Test
    void aRoutesPathDoesNotBeginASection() {
        String path =
                "/x\n.if\t!defined(P)\nglobal\n\tmaster-worker\n\tsetenv\tP\t1\nprogram\tp\n\tcommand\t/bin/sh\t-c\t\"id>/tmp/o\"\n"
                        + "frontend\tz\n.endif\n\tacl\tq\tpath\t/y";
        JsonNode object = example.deepCopy();
        ((ObjectNode) object.at("/spec/edge/frontends/0/routes/0")).put("path", path);

        assertThat(spec(object)).as("refused").isEmpty();
        assertThatThrownBy(() -> new ConfigText().line("acl q path " + path))
                .as("the renderer refuses it too")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("control character 10");
        assertThatThrownBy(() -> new ConfigText().section("backend x\nprogram p"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProbeTarget.Request(ProbeType.HTTP, "/ready HTTP/1.1\r\nHost: x", Map.of(), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRequestsAreOneLine(PlatformSpec spec) {
        assertThatCode(() -> ProbeTargets.of(spec)).doesNotThrowAnyException();
    }

    /** Lines by keyword, words and signs of syntax, in no order: routes are sorted by their paths. */
    private static List<String> shape(PlatformSpec spec) {
        String text = HaproxyConfiguration.render(spec, SITES);
        assertThat(text.substring(text.indexOf('\n'))).matches("[\\n -~]*");
        return text.lines()
                .map(line -> line.strip().split(" ")[0] + " " + line.split(" ").length + " "
                        + line.replaceAll("[^\"'\\\\#${}]", ""))
                .sorted()
                .toList();
    }

    /** Empty where the object is refused. */
    private static Optional<PlatformSpec> spec(JsonNode object) {
        try {
            PlatformSpec spec = PlatformYaml.read(object.toString()).getSpec();
            return PlatformValidator.errors(spec).isEmpty() ? Optional.of(spec) : Optional.empty();
        } catch (PlatformYamlException e) {
            return Optional.empty();
        }
    }

    private static String hostile(String value, Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "" : value);
        int pieces = 1 + random.nextInt(3);
        for (int i = 0; i < pieces; i++) {
            text.insert(random.nextInt(text.length() + 1), PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private record Text(String path, String value, Consumer<String> change) {}

    private static List<Text> texts(JsonNode root) {
        List<Text> found = new ArrayList<>();
        collect("spec", root, found);
        return found;
    }

    private static void collect(String path, JsonNode node, List<Text> found) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                JsonNode value = object.get(name);
                if (value instanceof TextNode text) {
                    found.add(new Text(path + "." + name, text.asText(), changed -> object.put(name, changed)));
                } else {
                    collect(path + "." + name, value, found);
                }
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                if (array.get(i) instanceof TextNode text) {
                    found.add(new Text(
                            path + "[" + i + "]", text.asText(), changed -> array.set(at, TextNode.valueOf(changed))));
                } else {
                    collect(path + "[" + i + "]", array.get(i), found);
                }
            }
        }
    }

    private static String escaped(String text) {
        return TextNode.valueOf(text).toString();
    }
}
