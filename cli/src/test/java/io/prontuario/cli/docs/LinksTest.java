package io.prontuario.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Markdown pages: links and anchors lead somewhere, and every page of docs/ can be reached from the README. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^\\s*```.*?^\\s*```");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Path HOME = Path.of("README.md");

    @Test
    void everyLinkAndAnchorExists() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (Path page : pages()) {
            for (Link link : links(page)) {
                if (!Files.exists(Repository.ROOT.resolve(link.target()))) {
                    broken.add(page + ": " + link.target());
                } else if (!link.anchor().isEmpty()
                        && link.target().toString().endsWith(".md")
                        && !anchors(link.target()).contains(link.anchor())) {
                    broken.add(page + ": " + link.target() + "#" + link.anchor());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageOfTheDocsIsReachedFromTheReadme() throws IOException {
        Set<Path> reached = new HashSet<>(Set.of(HOME));
        ArrayDeque<Path> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (Link link : links(open.remove())) {
                Path target = Files.isDirectory(Repository.ROOT.resolve(link.target()))
                        ? link.target().resolve("README.md")
                        : link.target();
                if (target.toString().endsWith(".md")
                        && Files.exists(Repository.ROOT.resolve(target))
                        && reached.add(target)) {
                    open.add(target);
                }
            }
        }
        assertThat(pages().stream()
                        .filter(page -> page.startsWith("docs") && !page.endsWith("template.md"))
                        .filter(page -> !reached.contains(page)))
                .isEmpty();
    }

    private record Link(Path target, String anchor) {}

    private static List<Path> pages() throws IOException {
        return Repository.files().stream()
                .filter(file -> file.toString().endsWith(".md"))
                .sorted()
                .toList();
    }

    private static List<Link> links(Path page) {
        Path folder = page.getParent() == null ? Path.of("") : page.getParent();
        return LINK.matcher(prose(page))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .map(target -> {
                    String[] parts = target.split("#", 2);
                    Path path =
                            parts[0].isEmpty() ? page : folder.resolve(parts[0]).normalize();
                    return new Link(path, parts.length == 2 ? parts[1] : "");
                })
                .toList();
    }

    private static String prose(Path page) {
        return CODE.matcher(CODE_BLOCK.matcher(Repository.text(page)).replaceAll(""))
                .replaceAll("");
    }

    /** The anchors that GitHub gives the page's headings: lower case, without punctuation, spaces as hyphens. */
    private static Set<String> anchors(Path page) {
        Stream<String> headings = HEADING.matcher(
                        CODE_BLOCK.matcher(Repository.text(page)).replaceAll(""))
                .results()
                .map(heading -> heading.group(1));
        Set<String> anchors = new HashSet<>();
        headings.forEach(heading -> {
            String anchor = heading.toLowerCase(Locale.ROOT)
                    .replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            for (int copy = 1; !anchors.add(anchor); copy++) {
                anchor = anchor.replaceAll("-\\d+$", "") + "-" + copy;
            }
        });
        return anchors;
    }
}
