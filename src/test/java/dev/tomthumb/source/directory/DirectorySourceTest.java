package dev.tomthumb.source.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Source;
import dev.tomthumb.source.SourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectorySourceTest extends SourceContract {
    @TempDir
    Path directory;

    private Path root;

    @BeforeEach
    void makeTheRootAndSomethingBesideIt() throws Exception {
        root = Files.createDirectory(directory.resolve("root"));
        Files.write(directory.resolve("outside.jpg"), bytes(10));
    }

    @Override
    protected Source source() {
        return new DirectorySource(root);
    }

    @Override
    protected SourceRef store(String name, byte[] content) throws Exception {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return refTo(name);
    }

    @Override
    protected SourceRef refTo(String name) {
        return new SourceRef("local", "///" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//etc/passwd",
                "/etc/passwd",
                "etc/passwd",
                "//../outside.jpg",
                "///a\\..\\..\\outside.jpg",
                "///cat.jpg\0.png",
                "///line\nbreak.jpg",
                "///C:/Windows/win.ini",
                "///c:win.ini"
            })
    void aLocationThatIsNoPathBelowTheRootIsForbidden(String location) {
        assertThat(refusal(new SourceRef("local", location)).problem()).isEqualTo(Problem.SOURCE_FORBIDDEN);
    }

    @Test
    void repeatedSlashesAreOne() throws Exception {
        store("a/b.jpg", bytes(3));

        assertThat(fetched(refTo("/a///b.jpg")).bytes()).hasSize(3);
    }

    @Test
    void aLinkInsideTheDirectoryIsFollowed() throws Exception {
        store("real/cat.jpg", bytes(30));
        Files.createSymbolicLink(root.resolve("link"), Path.of("real"));
        Files.createSymbolicLink(root.resolve("alias.jpg"), Path.of("link/cat.jpg"));

        assertThat(fetched(refTo("link/cat.jpg")).bytes()).hasSize(30);
        assertThat(fetched(refTo("alias.jpg")).bytes()).hasSize(30);
    }

    @Test
    void aRootThatIsItselfALinkIsFollowed() throws Exception {
        store("cat.jpg", bytes(30));
        Path link = Files.createSymbolicLink(directory.resolve("root-link"), root);

        assertThat(new DirectorySource(link).fetch(refTo("cat.jpg"), Validators.NONE, PLENTY))
                .isInstanceOf(Fetched.Original.class);
    }

    @Test
    void aLinkOutOfTheDirectoryIsForbidden() throws Exception {
        Files.createSymbolicLink(root.resolve("escape.jpg"), directory.resolve("outside.jpg"));
        Files.createSymbolicLink(root.resolve("up"), directory);

        assertThat(refusal(refTo("escape.jpg")).problem()).isEqualTo(Problem.SOURCE_FORBIDDEN);
        assertThat(refusal(refTo("up/outside.jpg")).problem()).isEqualTo(Problem.SOURCE_FORBIDDEN);
        assertThat(refusal(refTo("up/root")).problem()).isEqualTo(Problem.SOURCE_FORBIDDEN);
    }

    @Test
    void aDirectoryBesideTheRootWithALongerNameIsOutside() throws Exception {
        Files.createDirectory(directory.resolve("root-private"));
        Files.write(directory.resolve("root-private/x.jpg"), bytes(3));
        Files.createSymbolicLink(root.resolve("sly"), directory.resolve("root-private"));

        assertThat(refusal(refTo("sly/x.jpg")).problem()).isEqualTo(Problem.SOURCE_FORBIDDEN);
    }

    @Test
    void exchangingADirectoryForALinkMeanwhileOpensNothingOutside() throws Exception {
        Path real = directory.toRealPath().resolve("root");
        Path outside = Files.createDirectory(directory.resolve("elsewhere"));
        Files.write(outside.resolve("cat.jpg"), bytes(666));

        Files.createSymbolicLink(root.resolve("album"), outside);
        Files.createSymbolicLink(root.resolve("cat.jpg"), outside.resolve("cat.jpg"));

        assertThat(openedAsReal(real, "album/cat.jpg")).isEqualTo(Problem.SOURCE_FORBIDDEN);
        assertThat(openedAsReal(real, "cat.jpg")).isIn(Problem.SOURCE_FORBIDDEN, Problem.ORIGINAL_MISSING);
    }

    /** Guards compare paths letter by letter: what they let pass must not open what they guard. */
    @ParameterizedTest
    @ValueSource(
            strings = {"PRIVATE/cat.jpg", "Private/cat.jpg", "private/CAT.jpg", "link/CAT.jpg", "PRIVATE/album/dog.jpg"
            })
    void whereTheDiskKnowsNoCaseAFileStillHasOneName(String name) throws Exception {
        Path real = linkedAlbum();

        assertThat(catchThrowableOfType(
                        ImageException.class,
                        () -> ConfinedFile.open(real, Path.of(name), new CaselessDisk(real))
                                .close()))
                .isNotNull()
                .extracting(ImageException::problem)
                .isEqualTo(Problem.ORIGINAL_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "private/cat.jpg",
                "link/cat.jpg",
                "private/album/dog.jpg",
                "alias.jpg",
                "Cafe\u0301.jpg",
                "Caf\u00e9.jpg"
            })
    void whereTheDiskKnowsNoCaseLinksAndNamesAsStoredOpen(String name) throws Exception {
        Path real = linkedAlbum();

        try (ConfinedFile file = ConfinedFile.open(real, Path.of(name), new CaselessDisk(real))) {
            assertThat(file.attributes().size()).isEqualTo(30);
        }
    }

    private Path linkedAlbum() throws Exception {
        store("private/cat.jpg", bytes(30));
        store("Album of 2020/dog.jpg", bytes(30));
        store("Caf\u00e9.jpg", bytes(30));
        Files.createSymbolicLink(root.resolve("link"), Path.of("private"));
        Files.createSymbolicLink(root.resolve("private/album"), Path.of("../Album of 2020"));
        Files.createSymbolicLink(root.resolve("alias.jpg"), Path.of("private/cat.jpg"));
        return root.toRealPath();
    }

    /** Finds names whatever their case and Unicode form, and tells how they are stored, as Windows and macOS do. */
    private static final class CaselessDisk implements Spelling.Disk {
        private final Path root;

        CaselessDisk(Path root) {
            this.root = root;
        }

        @Override
        public Path real(Path path) throws IOException {
            if (path.equals(root)) {
                return root;
            }
            Path found = root;
            for (Path name : root.relativize(path)) {
                found = stored(found, name).toRealPath();
            }
            return found;
        }

        @Override
        public boolean isLink(Path path) throws IOException {
            return Files.isSymbolicLink(stored(real(path.getParent()), path.getFileName()));
        }

        private static Path stored(Path parent, Path name) throws IOException {
            try (Stream<Path> children = Files.list(parent)) {
                return children.filter(child -> folded(child.getFileName()).equals(folded(name)))
                        .findFirst()
                        .orElseThrow(() -> new NoSuchFileException(name.toString()));
            }
        }

        private static String folded(Path name) {
            return Normalizer.normalize(name.toString(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        }
    }

    /** As if {@code name} had been a real path a moment ago. */
    private static Problem openedAsReal(Path real, String name) {
        return catchThrowableOfType(
                        ImageException.class,
                        () -> ConfinedFile.openReal(real, real.resolve(name)).close())
                .problem();
    }

    @Test
    void linksInACircleAndTooLongNamesAreMissing() throws Exception {
        Files.createSymbolicLink(root.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(root.resolve("b"), Path.of("a"));

        assertThat(refusal(refTo("a")).problem()).isEqualTo(Problem.ORIGINAL_MISSING);
        assertThat(refusal(refTo("x".repeat(5000))).problem()).isEqualTo(Problem.ORIGINAL_MISSING);
        assertThat(refusal(refTo("x/".repeat(5000) + "x")).problem()).isEqualTo(Problem.ORIGINAL_MISSING);
    }

    @Test
    void aFileTakenForADirectoryIsMissing() throws Exception {
        store("cat.jpg", bytes(3));

        assertThat(refusal(refTo("cat.jpg/x")).problem()).isEqualTo(Problem.ORIGINAL_MISSING);
        assertThat(refusal(refTo("cat.jpg/")).problem()).isEqualTo(Problem.ORIGINAL_MISSING);
    }

    @Test
    void aPipeIsRefusedInsteadOfWaitedFor() throws Exception {
        Path pipe = root.resolve("pipe.jpg");
        assumeThat(makesPipes(pipe)).as("mkfifo works here").isTrue();

        assertThat(refusal(refTo("pipe.jpg")).problem()).isEqualTo(Problem.ORIGINAL_MISSING);
    }

    @Test
    void aFileWithoutReadPermissionIsDenied() throws Exception {
        SourceRef ref = store("secret.jpg", bytes(3));
        Files.setPosixFilePermissions(root.resolve("secret.jpg"), PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(root.resolve("secret.jpg")))
                .as("this user is held by permissions")
                .isFalse();

        assertThat(refusal(ref).problem()).isEqualTo(Problem.ORIGIN_DENIED);
    }

    @Test
    void aMissingRootIsTheServersFault() {
        root = directory.resolve("not-mounted");

        assertThat(refusal(refTo("cat.jpg")).problem()).isEqualTo(Problem.ORIGIN_FAILED);
        assertThat(refusal(refTo("cat.jpg"))).hasMessageNotContaining(directory.toString());
    }

    @Test
    void theTagChangesWithTheTimeAndTheSizeAndNothingElse() throws Exception {
        SourceRef ref = store("cat.jpg", bytes(10));
        String tag = tag(ref);
        Path file = root.resolve("cat.jpg");
        FileTime time = Files.getLastModifiedTime(file);

        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-02-29T12:00:00Z")));
        assertThat(tag(ref)).isNotEqualTo(tag);
        assertThat(fetched(ref).validators().lastModified()).contains(Instant.parse("2024-02-29T12:00:00Z"));

        Files.setLastModifiedTime(file, time);
        assertThat(tag(ref)).isEqualTo(tag).matches("\"[A-Za-z0-9_-]{16}\"");
    }

    @Test
    void theDateDecidesOnlyWithoutATag() throws Exception {
        SourceRef ref = store("cat.jpg", bytes(10));
        Optional<Instant> date = fetched(ref).validators().lastModified();
        Optional<Instant> earlier = date.map(changed -> changed.minusSeconds(1));

        assertThat(source().fetch(ref, new Validators(Optional.empty(), date), PLENTY))
                .isInstanceOf(Fetched.NotModified.class);
        assertThat(source().fetch(ref, new Validators(Optional.empty(), earlier), PLENTY))
                .isInstanceOf(Fetched.Original.class);
        assertThat(source().fetch(ref, new Validators(Optional.of("\"other\""), date), PLENTY))
                .isInstanceOf(Fetched.Original.class);
    }

    @Test
    void aFileIsEverybodys() throws Exception {
        assertThat(fetched(store("cat.jpg", bytes(1))).visibility()).isEqualTo(Visibility.PUBLIC);
    }

    private String tag(SourceRef ref) throws Exception {
        return fetched(ref).validators().entityTag().orElseThrow();
    }

    private static boolean makesPipes(Path pipe) throws Exception {
        try {
            return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
