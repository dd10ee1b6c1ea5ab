package dev.tomthumb.codec.jpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OptimalCodeTest {
    @Test
    void oneSymbolHasAWordOfOneBitThatIsNoOne() {
        HuffmanCode code = OptimalCode.of(frequencies(0, 0, 7));
        assertThat(length(code, 2)).isEqualTo(1);
        assertThat(word(code, 2)).isZero();
        assertThat(code.symbols()).containsExactly(2);
    }

    @Test
    void nothingToCodeIsACodeOfNothing() {
        assertThat(OptimalCode.of(new long[256]).symbols()).isEmpty();
    }

    @Test
    void aSymbolThatDoesNotOccurHasNoWord() {
        assertThat(OptimalCode.of(frequencies(3, 0, 7)).word(1)).isZero();
    }

    /** Huffman's tree of these is a single branch, as deep as there are symbols (T.81, K.2 shortens it to 16). */
    @Test
    void noWordIsLongerThanSixteenBits() {
        long[] fibonacci = new long[40];
        for (int i = 0; i < fibonacci.length; i++) {
            fibonacci[i] = i < 2 ? 1 : fibonacci[i - 1] + fibonacci[i - 2];
        }
        HuffmanCode code = OptimalCode.of(frequencies(fibonacci));
        for (int symbol = 0; symbol < fibonacci.length; symbol++) {
            assertThat(length(code, symbol)).isBetween(1, 16);
        }
        assertThat(length(code, 39)).isEqualTo(1);
        valid(code, fibonacci.length);
    }

    @Test
    void allSymbolsCanHaveWords() {
        long[] all = new long[256];
        java.util.Arrays.fill(all, 1L << 40);
        valid(OptimalCode.of(all), 256);
    }

    @Property
    void everyCodeIsValidAndFrequentSymbolsHaveShorterWords(
            @ForAll @Size(max = 256) List<@LongRange(max = 1L << 33) Long> counts) {
        long[] frequencies =
                frequencies(counts.stream().mapToLong(Long::longValue).toArray());
        HuffmanCode code = OptimalCode.of(frequencies);
        valid(code, (int) counts.stream().filter(count -> count > 0).count());
        byte[] symbols = code.symbols();
        for (int i = 1; i < symbols.length; i++) {
            assertThat(frequencies[symbols[i] & 0xff]).isLessThanOrEqualTo(frequencies[symbols[i - 1] & 0xff]);
        }
    }

    @Property
    void noPrefixCodeWithThatReservedWordIsShorter(@ForAll @Size(max = 100) List<@LongRange(max = 1000) Long> counts) {
        long[] frequencies =
                frequencies(counts.stream().mapToLong(Long::longValue).toArray());
        HuffmanCode code = OptimalCode.of(frequencies);
        long bits = 0;
        for (int symbol = 0; symbol < 256; symbol++) {
            bits += frequencies[symbol] * length(code, symbol);
        }
        // The reserved word counts once in the tree of Huffman, but never in the file.
        assertThat(bits).isLessThanOrEqualTo(huffman(frequencies));
    }

    /** The sum of the weights of all inner nodes: the bits that Huffman's code needs. */
    private static long huffman(long[] frequencies) {
        PriorityQueue<Long> nodes = new PriorityQueue<>();
        nodes.add(1L);
        for (long frequency : frequencies) {
            if (frequency > 0) {
                nodes.add(frequency);
            }
        }
        long bits = 0;
        while (nodes.size() > 1) {
            long joined = nodes.remove() + nodes.remove();
            bits += joined;
            nodes.add(joined);
        }
        return bits;
    }

    /** No word begins another one, and none consists of ones only. */
    private static void valid(HuffmanCode code, int expected) {
        List<String> words = new ArrayList<>();
        for (byte symbol : code.symbols()) {
            int length = length(code, symbol & 0xff);
            assertThat(length).isBetween(1, 16);
            String bits = Integer.toBinaryString(1 << length | word(code, symbol & 0xff))
                    .substring(1);
            assertThat(bits).hasSize(length).contains("0");
            words.add(bits);
        }
        assertThat(words).hasSize(expected);
        words.sort(null);
        for (int i = 1; i < words.size(); i++) {
            assertThat(words.get(i)).doesNotStartWith(words.get(i - 1));
        }
    }

    private static long[] frequencies(long... first) {
        return java.util.Arrays.copyOf(first, 256);
    }

    private static int length(HuffmanCode code, int symbol) {
        return code.word(symbol) & HuffmanCode.LENGTH;
    }

    private static int word(HuffmanCode code, int symbol) {
        return code.word(symbol) >>> HuffmanCode.LENGTH_BITS;
    }
}
