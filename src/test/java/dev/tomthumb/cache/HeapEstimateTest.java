package dev.tomthumb.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapEstimateTest {
    private static final long KB = 1024;
    private static final long MB = 1024 * KB;

    @ParameterizedTest
    @CsvSource({
        "1000, 262144, 1073741824, false", // the defaults under -Xmx1g
        "1024, 262144, 1073741824, false", // exactly a quarter
        "1025, 262144, 1073741824, true",
        "1000, 262144, 536870912, true",
        "1000, 0, 67108864, false",
        "9223372036854775807, 262144, 1073741824, true", // does not overflow into a small number
    })
    void itWarnsAboveAQuarterOfTheHeap(long entries, long maxObject, long maxHeap, boolean warns) {
        assertThat(new HeapEstimate(entries, maxObject, maxHeap).warning().isPresent())
                .isEqualTo(warns);
    }

    @Test
    void theWarningNamesTheNumbersAndWhatToChange() {
        assertThat(new HeapEstimate(5000, 256 * KB, 512 * MB).warning())
                .contains(
                        "The cache's heap tier may grow to 1250 MB: 5000 entries (<heap> in ehcache.xml) of up to 0.25"
                                + " MB each (tomthumb.cache.max-heap-object). That is more than a quarter of the JVM's 512 MB"
                                + " (-Xmx). Write <heap unit=\"entries\">512</heap>, lower tomthumb.cache.max-heap-object, or"
                                + " raise -Xmx.");
    }
}
