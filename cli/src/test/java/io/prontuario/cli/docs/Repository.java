package io.prontuario.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The working tree's files, without what is built, fetched or kept by git and editors. */
final class Repository {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> SKIPPED =
            Set.of("target", ".git", ".idea", ".vscode", "node_modules", "__pycache__");

    private Repository() {}

    /** @return every regular file, relative to the root, in no particular order */
    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return SKIPPED.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(ROOT.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** @return the file's text; empty for a file that is not UTF-8 text */
    static String text(Path file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (MalformedInputException binary) {
            return "";
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
