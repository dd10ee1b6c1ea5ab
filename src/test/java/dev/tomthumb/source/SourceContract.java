package dev.tomthumb.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Source} promises. */
public abstract class SourceContract {
    protected static final long PLENTY = 64L << 20;

    /** The source under test. */
    protected abstract Source source();

    /** Puts {@code content} where the source finds it under {@code name}, replacing what was there. */
    protected abstract SourceRef store(String name, byte[] content) throws Exception;

    /** Where {@code name} lies or would lie. The name may hold slashes and dot segments, which must arrive as such. */
    protected abstract SourceRef refTo(String name);

    @Test
    void anOriginalIsReadWholeWithSomethingToRecogniseItBy() throws Exception {
        byte[] content = bytes(70_000);

        Fetched.Original original = fetched(store("cat.jpg", content));

        assertThat(original.bytes()).isEqualTo(content);
        assertThat(original.validators().isEmpty()).isFalse();
    }

    @Test
    void anOriginalThatIsNotThereIsMissing() {
        assertThat(refusal(refTo("nobody/put-this-here.jpg")).problem()).isEqualTo(Problem.ORIGINAL_MISSING);
    }

    @Test
    void anUnchangedOriginalIsNotTransferredAgain() throws Exception {
        SourceRef ref = store("same.jpg", bytes(1000));
        Validators known = fetched(ref).validators();

        assertThat(source().fetch(ref, known, PLENTY)).isInstanceOf(Fetched.NotModified.class);
    }

    @Test
    void aDateAfterTheLastChangeSufficesToRecogniseAnOriginal() throws Exception {
        SourceRef ref = store("dated.jpg", bytes(1000));
        Optional<Instant> changed = fetched(ref).validators().lastModified();

        assertThat(changed).isPresent();
        // Not the same second: within it a server may say "changed", since its own clock is finer.
        Validators known = new Validators(Optional.empty(), changed.map(date -> date.plusSeconds(1)));
        assertThat(source().fetch(ref, known, PLENTY)).isInstanceOf(Fetched.NotModified.class);
    }

    @Test
    void aChangedOriginalIsTransferredWithNewValidators() throws Exception {
        SourceRef ref = store("changing.jpg", bytes(1000));
        Validators known = fetched(ref).validators();
        byte[] changed = bytes(1001);
        store("changing.jpg", changed);

        Fetched.Original original = (Fetched.Original) source().fetch(ref, known, PLENTY);

        assertThat(original.bytes()).isEqualTo(changed);
        assertThat(original.validators().entityTag()).isNotEqualTo(known.entityTag());
    }

    @Test
    void anOriginalOfExactlyTheCeilingPasses() throws Exception {
        byte[] content = bytes(5000);

        assertThat(((Fetched.Original) source().fetch(store("full.jpg", content), Validators.NONE, 5000)).bytes())
                .isEqualTo(content);
    }

    @Test
    void anOriginalOneByteOverTheCeilingIsRefused() throws Exception {
        SourceRef ref = store("over.jpg", bytes(5001));

        ImageException refusal =
                catchThrowableOfType(ImageException.class, () -> source().fetch(ref, Validators.NONE, 5000));

        assertThat(refusal.problem()).isEqualTo(Problem.ORIGINAL_TOO_LARGE);
        assertThat(refusal).hasMessageContaining("5000 bytes");
    }

    @Test
    void anEmptyFileIsAnOriginalOfNoBytes() throws Exception {
        assertThat(fetched(store("empty.jpg", new byte[0])).bytes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "고양이.jpg",
                "a folder/with space.jpg",
                "one+one=two.jpg",
                "고양이 사진+1.jpg",
                "semi;colon&amp,comma.jpg",
                "100% wool.jpg",
                "percent%20literal.jpg",
                "e\u0301 decomposed.jpg",
                "\u00e9 composed.jpg",
                "UPPER.JPG",
                "no-extension",
                "(brackets)[and]{braces}'~!@$.jpg",
                "deep/er/and/deeper/x.jpg"
            })
    void aNameIsTakenExactlyAsGiven(String name) throws Exception {
        byte[] content = name.getBytes(StandardCharsets.UTF_8);

        assertThat(fetched(store(name, content)).bytes()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.jpg",
                "inside/../../outside.jpg",
                "inside/../cat.jpg",
                "./cat.jpg",
                "..",
                ".",
                "inside/..",
                "../../../../../../../../etc/passwd"
            })
    void aNameWithDotSegmentsReachesNothing(String name) throws Exception {
        store("cat.jpg", bytes(10));
        store("inside/dog.jpg", bytes(10));

        assertThat(refusal(refTo(name)).problem()).isIn(Problem.SOURCE_FORBIDDEN, Problem.ORIGINAL_MISSING);
    }

    @Test
    void aDirectoryIsNoOriginal() throws Exception {
        store("gallery/one.jpg", bytes(10));

        assertThat(refusal(refTo("gallery")).problem()).isEqualTo(Problem.ORIGINAL_MISSING);
        assertThat(refusal(refTo("gallery/")).problem()).isEqualTo(Problem.ORIGINAL_MISSING);
    }

    @Test
    void aLargeOriginalArrivesWhole() throws Exception {
        byte[] content = bytes((5 << 20) + 13);

        assertThat(fetched(store("large.jpg", content)).bytes()).isEqualTo(content);
    }

    @Test
    void manyCanBeReadAtOnce() throws Exception {
        List<byte[]> contents = new ArrayList<>();
        List<SourceRef> refs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            contents.add(bytes(100_000 + i));
            refs.add(store("many-" + i + ".jpg", contents.get(i)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<byte[]>> fetches = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                SourceRef ref = refs.get(i % 4);
                fetches.add(threads.submit(() -> fetched(ref).bytes()));
            }
            for (int i = 0; i < 32; i++) {
                assertThat(fetches.get(i).get()).isEqualTo(contents.get(i % 4));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    protected final Fetched.Original fetched(SourceRef ref) throws ImageException {
        return (Fetched.Original) source().fetch(ref, Validators.NONE, PLENTY);
    }

    protected final ImageException refusal(SourceRef ref) {
        ImageException refusal =
                catchThrowableOfType(ImageException.class, () -> source().fetch(ref, Validators.NONE, PLENTY));
        assertThat(refusal).as("the refusal of " + ref).isNotNull();
        assertThat(refusal.getMessage()).endsWith(".").doesNotContain("Exception", "\n");
        return refusal;
    }

    /** The same bytes for the same length, so that a failure can be repeated. */
    protected static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
