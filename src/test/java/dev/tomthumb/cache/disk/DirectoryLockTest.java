package dev.tomthumb.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.disk.DirectoryLock.Attempt;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @TempDir
    Path dir;

    @Test
    void theDirectoryIsMadeAndHeldUntilItIsGivenBack() throws Exception {
        Path deep = dir.resolve("a/b");
        DirectoryLock lock = held(deep, "/shop");

        assertThat(Files.readString(deep.resolve("owner.txt"))).contains("owner=/shop");
        assertThat(refusal(deep, "/shop##2"))
                .startsWith(deep + " is held by /shop of process "
                        + ProcessHandle.current().pid() + " since 2");
        lock.close();
        assertThat(deep.resolve("owner.txt")).doesNotExist();
        held(deep, "/shop##2").close();
    }

    @Test
    void anotherProcessIsRefusedEvenAfterThisJvmTriedTwice() throws Exception {
        try (DirectoryLock lock = held(dir, "/shop")) {
            assertThat(lock).isNotNull();
            refusal(dir, "/shop##2"); // on POSIX, touching the lock file here would drop the lock

            assertThat(otherProcess(dir)).isEqualTo("refused");
        }
        assertThat(otherProcess(dir)).isEqualTo("held");
    }

    @Test
    void wordsOfADeadProcessDoNotCount() throws Exception {
        Files.writeString(
                dir.resolve("owner.txt"),
                "owner=/shop\npid=" + ProcessHandle.current().pid() + "\nstarted=1\n");

        held(dir, "/shop").close();
    }

    @Test
    void unreadableWordsDoNotCount() throws Exception {
        Files.writeString(dir.resolve("owner.txt"), "owner=\\uZZZZ");

        held(dir, "/shop").close();
    }

    @Test
    void aLockWithoutWordsStillHolds() throws Exception {
        try (FileChannel channel = FileChannel.open(
                        dir.resolve("tomthumb.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(refusal(dir, "/shop")).contains("is held by another application");
        }
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefused() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));

        assertThat(refusal(file, "/shop")).isEqualTo(file + " is not a directory");
        assertThat(refusal(file.resolve("below"), "/shop")).contains(" cannot be written (");
    }

    private static DirectoryLock held(Path dir, String owner) {
        Attempt attempt = DirectoryLock.attempt(dir, owner);
        assertThat(attempt).isInstanceOf(Attempt.Held.class);
        return ((Attempt.Held) attempt).lock();
    }

    private static String refusal(Path dir, String owner) {
        Attempt attempt = DirectoryLock.attempt(dir, owner);
        assertThat(attempt).isInstanceOf(Attempt.Refused.class);
        return ((Attempt.Refused) attempt).reason();
    }

    private static String otherProcess(Path dir) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The other process: tries once and ends. */
    public static final class Other {
        public static void main(String[] arguments) {
            Attempt attempt = DirectoryLock.attempt(new File(arguments[0]).toPath(), "/other");
            System.out.println(attempt instanceof Attempt.Held ? "held" : "refused");
        }
    }
}
