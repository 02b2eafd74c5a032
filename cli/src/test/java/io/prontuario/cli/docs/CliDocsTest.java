package io.prontuario.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.cli.ExitCode;
import io.prontuario.cli.Main;
import io.prontuario.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * docs/reference/cli.md: every console block is run and must print what it shows, and the tables must match the program.
 * {@code -Dprontuario.update=true} writes what is printed into the page.
 */
class CliDocsTest {
    private static final Path PAGE = Path.of("../docs/reference/cli.md");
    private static final Path OPTIONS = Path.of("../docs/reference/cli-options.md");
    private static final Path START = Path.of("docs/getting-started/README.md");

    /** The test bed's commands, which the script ./prontuario offers too. */
    private static final Set<String> TEST_BED = Set.of("demo", "benchmark", "drills", "peers", "testbed");

    private static final Pattern CONSOLE =
            Pattern.compile("```console\\n\\$ \\./prontuario (.*?)\\n(.*?)```", Pattern.DOTALL);

    static Stream<MatchResult> consoleBlocks() throws Exception {
        return CONSOLE.matcher(Files.readString(PAGE)).results();
    }

    @ParameterizedTest
    @MethodSource("consoleBlocks")
    void prints(MatchResult block) throws Exception {
        String[] args = Arrays.stream(block.group(1).split(" "))
                .map(arg -> arg.matches("(examples|docs|pulumi-gcp)/.*") ? "../" + arg : arg)
                .toArray(String[]::new);
        Ran ran = Ran.prontuario(args);
        assertThat(ran.status()).isEqualTo(ExitCode.OK.status());
        String printed = ran.out().replace("../examples/", "examples/");
        if (Boolean.getBoolean("prontuario.update")) {
            Files.writeString(PAGE, Files.readString(PAGE).replace(block.group(2), printed));
            return;
        }
        assertThat(printed).isEqualTo(block.group(2));
    }

    @Test
    void thereAreBlocks() throws Exception {
        assertThat(consoleBlocks()).hasSizeGreaterThanOrEqualTo(2);
    }

    /** docs/getting-started/README.md shows a part of what the program prints. */
    @Test
    void gettingStartedShowsWhatTheProgramPrints() {
        Matcher shown = Pattern.compile("(?s)```\\n(rounds .*?)```").matcher(Repository.text(START));
        assertThat(shown.find()).isTrue();
        Ran ran = Ran.prontuario(
                "explain", "../examples/mac-studio-ha.yaml", "--observation", "../docs/observations/primary-dies.yaml");
        assertThat(ran.out()).contains(shown.group(1));
    }

    /** The page with the options of every command is generated. */
    @Test
    void theOptionsPageIsWhatTheProgramPrints() throws Exception {
        StringBuilder page = new StringBuilder(
                "# Options of every command\n\nGenerated from the program by `CliDocsTest` with `-Dprontuario.update=true`."
                        + " The commands of the [test bed](../contributing/test-bed.md) are not here.\n"
                        + "[The command line](cli.md) says what each command does.\n");
        options(Main.commandLine(), page);
        if (Boolean.getBoolean("prontuario.update")) {
            Files.writeString(OPTIONS, page);
        }
        assertThat(page.toString()).isEqualTo(Files.readString(OPTIONS));
    }

    private static void options(CommandLine command, StringBuilder page) {
        command.setUsageHelpWidth(110);
        String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF)
                .replaceAll("(?m)[ \\t]+$", "")
                .replace(System.getProperty("user.home"), "~");
        page.append("\n## ")
                .append(command.getCommandSpec().qualifiedName())
                .append("\n\n```\n")
                .append(help)
                .append("```\n");
        command.getSubcommands().values().stream().distinct().forEach(sub -> options(sub, page));
    }

    @Test
    void everyExitCodeAndCommandIsNamed() throws Exception {
        String page = Files.readString(PAGE);
        for (ExitCode code : ExitCode.values()) {
            assertThat(page).contains("| " + code.status() + " |");
        }
        for (String command : Main.commandLine().getSubcommands().keySet()) {
            assertThat(page).as(command).contains("`" + command);
        }
    }

    @Test
    void pagesNameCommandsThatExist() throws Exception {
        Pattern command = Pattern.compile("\\./prontuario ([a-z-]+)");
        Set<String> known = new HashSet<>(Main.commandLine().getSubcommands().keySet());
        known.addAll(TEST_BED);
        for (Path page : Repository.files()) {
            if (page.toString().endsWith(".md")) {
                assertThat(command.matcher(Repository.text(page)).results().map(m -> m.group(1)))
                        .as(page.toString())
                        .isSubsetOf(known);
            }
        }
    }
}
