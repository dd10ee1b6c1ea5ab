package dev.tomthumb.codec.jpeg.encode;

/**
 * One bit more of AC coefficients (T.81, G.1.2.3). Those that were not zero before are corrected by a bit, which
 * follows the symbol of the next one that becomes so; the corrected ones do not count as zeros.
 */
final class AcRefiningScan extends AcScan {
    AcRefiningScan(ProgressiveScript.Step step, int table, SymbolSink sink) {
        super(step, table, sink);
    }

    @Override
    void coefficients(byte[] blocks, int at, long mask) {
        int lastNew = lastNew(blocks, at, mask);
        int zeros = 0;
        int previous = first() - 1;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int k = Long.numberOfTrailingZeros(rest);
            int value = LittleEndian.getShort(blocks, at + 2 * k);
            int magnitude = magnitude(value);
            if (magnitude == 0) {
                continue;
            }
            zeros += k - previous - 1;
            previous = k;
            if (k <= lastNew) {
                zeros = sixteens(zeros);
            }
            if (magnitude > 1) {
                correct(magnitude & 1);
            } else {
                becomes(zeros, value < 0 ? 0 : 1);
                zeros = 0;
            }
        }
        if (zeros + last() - previous > 0 || hasCorrections()) {
            endOfBlock();
        }
    }

    /** The last coefficient that becomes other than zero; 0 if none does. */
    private int lastNew(byte[] blocks, int at, long mask) {
        for (long rest = mask; rest != 0; ) {
            int k = 63 - Long.numberOfLeadingZeros(rest);
            if (magnitude(LittleEndian.getShort(blocks, at + 2 * k)) == 1) {
                return k;
            }
            rest ^= 1L << k;
        }
        return 0;
    }

    private int sixteens(int zeros) {
        int left = zeros;
        for (; left > 15; left -= 16) {
            symbol(AcWords.SIXTEEN_ZEROS);
            corrections();
        }
        return left;
    }

    private void becomes(int zeros, int sign) {
        symbol(zeros << 4 | 1);
        bits(sign, 1);
        corrections();
    }
}
