package dev.tomthumb.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
    @TempDir
    private Path directory;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theFirstHasItsNameAndTheNextHaveNumbers() throws IOException {
        Path first = FileStore.store(new byte[] {1}, directory, "고양이.jpg");
        Path second = FileStore.store(new byte[] {2}, directory, "고양이.jpg");
        Path third = FileStore.store(new byte[] {3}, directory, "고양이.jpg");

        assertThat(names()).containsExactly("고양이-2.jpg", "고양이-3.jpg", "고양이.jpg");
        assertThat(Files.readAllBytes(first)).containsExactly(1);
        assertThat(Files.readAllBytes(second)).containsExactly(2);
        assertThat(Files.readAllBytes(third)).containsExactly(3);
    }

    /** A service that is started without a locale cannot name it; a page must be able to say so. */
    @Test
    void aNameThatThisJvmCannotGiveIsRefusedWithTheCure() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                UnderAnyLocale.class.getName(),
                directory.toString());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .contains(
                        " cannot be that of a file here, because this JVM names files in ",
                        "Start Tomcat with LC_ALL=C.UTF-8 in its environment.");
        assertThat(names()).isEmpty();
    }

    /** Stores a Korean name in the directory of its argument, or prints why not. */
    static final class UnderAnyLocale {
        private UnderAnyLocale() {}

        public static void main(String... arguments) {
            try {
                System.out.println(FileStore.store(new byte[] {1}, Path.of(arguments[0]), "\uace0\uc591\uc774.jpg"));
            } catch (IOException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    @Test
    void manyAtOnceUnderOneNameLoseNothing() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            List<Future<Path>> stored = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                byte content = (byte) i;
                stored.add(senders.submit(() -> FileStore.store(new byte[] {content}, directory, "cat.jpg")));
            }
            for (int i = 0; i < 40; i++) {
                assertThat(Files.readAllBytes(stored.get(i).get())).containsExactly(i);
            }
        } finally {
            senders.shutdownNow();
        }
        assertThat(Set.copyOf(names())).hasSize(40).allMatch(name -> name.endsWith(".jpg"));
    }

    @Test
    void whereItCannotBeWrittenNothingIsLeft() {
        assertThatThrownBy(() -> FileStore.store(new byte[] {1}, directory.resolve("none"), "cat.jpg"))
                .isInstanceOf(NoSuchFileException.class);
    }
}
