package dev.tomthumb.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class AmountReadersTest {
    private static final SettingReader<Long> BYTES = AmountReaders.bytes("0 B", "1048576 GB");
    private static final SettingReader<Duration> DURATION = AmountReaders.duration("0", "36500 d");

    @Property
    void plainBytesAreThemselves(@ForAll @LongRange(min = 0, max = 1L << 49) long bytes) throws UnreadableException {
        assertThat(BYTES.read(Long.toString(bytes))).isEqualTo(bytes);
    }

    @Property
    void unitsOfSizeAreBinary(@ForAll @IntRange(min = 0, max = 1 << 20) int number) throws UnreadableException {
        assertThat(BYTES.read(number + " kB")).isEqualTo((long) number << 10);
        assertThat(BYTES.read(number + "MB")).isEqualTo((long) number << 20);
        assertThat(BYTES.read(number + " gib")).isEqualTo((long) number << 30);
    }

    @Property
    void aNumberAloneCountsSeconds(@ForAll @IntRange(min = 0, max = 1_000_000_000) int seconds)
            throws UnreadableException {
        assertThat(DURATION.read(Integer.toString(seconds))).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(DURATION.read(seconds + " ms")).isEqualTo(Duration.ofMillis(seconds));
    }

    @Property
    void aMinuteIsAMinuteAndNeverAMillisecond(@ForAll @IntRange(min = 0, max = 30_000) int number)
            throws UnreadableException {
        assertThat(DURATION.read(number + "m")).isEqualTo(Duration.ofMinutes(number));
        assertThat(DURATION.read(number + " min")).isEqualTo(Duration.ofMinutes(number));
        assertThat(DURATION.read(number + " D")).isEqualTo(Duration.ofDays(number));
    }

    @Property
    void anyTextIsReadOrRefusedAndNothingElse(@ForAll @StringLength(max = 30) String text) {
        assertThat(readOrRefused(BYTES, text)).isTrue();
        assertThat(readOrRefused(DURATION, text)).isTrue();
    }

    private static boolean readOrRefused(SettingReader<?> reader, String text) {
        try {
            return reader.read(text) != null;
        } catch (UnreadableException e) {
            return !String.valueOf(e.getMessage()).isEmpty();
        }
    }
}
