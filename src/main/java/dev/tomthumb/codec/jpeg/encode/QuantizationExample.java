package dev.tomthumb.codec.jpeg.encode;

import java.util.Arrays;

/**
 * Quantisation tables that others have found, for a quality of 50, in natural order: row times eight plus column. They are
 * numbered as mozjpeg's option {@code -quant-table} and libvips' {@code quant_table} do.
 */
enum QuantizationExample {
    /** 0: T.81, annex K.1. */
    ANNEX_K(Values.ANNEX_K, Values.ANNEX_K_CHROMA),
    /** 1: the same step for all. */
    FLAT(Values.FLAT, Values.FLAT),
    /** 2: for the best multi-scale structural similarity of Kodak's photographs. */
    MS_SSIM(Values.MS_SSIM, Values.MS_SSIM_CHROMA),
    /** 3: N. Robidoux's, of ImageMagick. */
    ROBIDOUX(Values.ROBIDOUX, Values.ROBIDOUX),
    /** 4: for the best PSNR-HVS-M of Kodak's photographs. */
    PSNR_HVS_M(Values.PSNR_HVS_M, Values.PSNR_HVS_M_CHROMA),
    /** 5: Klein, Silverstein, Carney: Relevance of human vision to JPEG-DCT compression, 1992. */
    KLEIN(Values.KLEIN, Values.KLEIN),
    /** 6: Watson, Taylor, Borthwick: DCTune perceptual optimization of compressed dental X-rays, 1997. */
    WATSON(Values.WATSON, Values.WATSON),
    /** 7: Ahumada, Watson, Peterson: A visual detection model for DCT coefficient quantization, 1993. */
    AHUMADA(Values.AHUMADA, Values.AHUMADA),
    /** 8: Peterson, Ahumada, Watson: An improved detection model for DCT coefficient quantization, 1993. */
    PETERSON(Values.PETERSON, Values.PETERSON);

    private final int[] luma;
    private final int[] chroma;

    QuantizationExample(int[] luma, int[] chroma) {
        this.luma = luma;
        this.chroma = chroma;
    }

    /** By its number, 0..8. */
    static QuantizationExample of(int number) {
        return values()[number];
    }

    int luma(int at) {
        return luma[at];
    }

    int chroma(int at) {
        return chroma[at];
    }

    /** The numbers themselves: an enum's constants come before its other fields. */
    private static final class Values {
        private static final int[] ANNEX_K = {
            16, 11, 10, 16, 24, 40, 51, 61, //
            12, 12, 14, 19, 26, 58, 60, 55, //
            14, 13, 16, 24, 40, 57, 69, 56, //
            14, 17, 22, 29, 51, 87, 80, 62, //
            18, 22, 37, 56, 68, 109, 103, 77, //
            24, 35, 55, 64, 81, 104, 113, 92, //
            49, 64, 78, 87, 103, 121, 120, 101, //
            72, 92, 95, 98, 112, 100, 103, 99
        };

        private static final int[] ANNEX_K_CHROMA = {
            17, 18, 24, 47, 99, 99, 99, 99, //
            18, 21, 26, 66, 99, 99, 99, 99, //
            24, 26, 56, 99, 99, 99, 99, 99, //
            47, 66, 99, 99, 99, 99, 99, 99, //
            99, 99, 99, 99, 99, 99, 99, 99, //
            99, 99, 99, 99, 99, 99, 99, 99, //
            99, 99, 99, 99, 99, 99, 99, 99, //
            99, 99, 99, 99, 99, 99, 99, 99
        };

        private static final int[] MS_SSIM = {
            12, 17, 20, 21, 30, 34, 56, 63, //
            18, 20, 20, 26, 28, 51, 61, 55, //
            19, 20, 21, 26, 33, 58, 69, 55, //
            26, 26, 26, 30, 46, 87, 86, 66, //
            31, 33, 36, 40, 46, 96, 100, 73, //
            40, 35, 46, 62, 81, 100, 111, 91, //
            46, 66, 76, 86, 102, 121, 120, 101, //
            68, 90, 90, 96, 113, 102, 105, 103
        };

        private static final int[] MS_SSIM_CHROMA = {
            8, 12, 15, 15, 86, 96, 96, 98, //
            13, 13, 15, 26, 90, 96, 99, 98, //
            12, 15, 18, 96, 99, 99, 99, 99, //
            17, 16, 90, 96, 99, 99, 99, 99, //
            96, 96, 99, 99, 99, 99, 99, 99, //
            99, 99, 99, 99, 99, 99, 99, 99, //
            99, 99, 99, 99, 99, 99, 99, 99, //
            99, 99, 99, 99, 99, 99, 99, 99
        };

        private static final int[] ROBIDOUX = {
            16, 16, 16, 18, 25, 37, 56, 85, //
            16, 17, 20, 27, 34, 40, 53, 75, //
            16, 20, 24, 31, 43, 62, 91, 135, //
            18, 27, 31, 40, 53, 74, 106, 156, //
            25, 34, 43, 53, 69, 94, 131, 189, //
            37, 40, 62, 74, 94, 124, 169, 238, //
            56, 53, 91, 106, 131, 169, 226, 311, //
            85, 75, 135, 156, 189, 238, 311, 418
        };

        private static final int[] PSNR_HVS_M = {
            9, 10, 12, 14, 27, 32, 51, 62, //
            11, 12, 14, 19, 27, 44, 59, 73, //
            12, 14, 18, 25, 42, 59, 79, 78, //
            17, 18, 25, 42, 61, 92, 87, 92, //
            23, 28, 42, 75, 79, 112, 112, 99, //
            40, 42, 59, 84, 88, 124, 132, 111, //
            42, 64, 78, 95, 105, 126, 125, 99, //
            70, 75, 100, 102, 116, 100, 107, 98
        };

        private static final int[] PSNR_HVS_M_CHROMA = {
            9, 10, 17, 19, 62, 89, 91, 97, //
            12, 13, 18, 29, 84, 91, 88, 98, //
            14, 19, 29, 93, 95, 95, 98, 97, //
            20, 26, 84, 88, 95, 95, 98, 94, //
            26, 86, 91, 93, 97, 99, 98, 99, //
            99, 100, 98, 99, 99, 99, 99, 99, //
            99, 99, 99, 99, 99, 99, 99, 99, //
            97, 97, 99, 99, 99, 99, 97, 99
        };

        private static final int[] KLEIN = {
            10, 12, 14, 19, 26, 38, 57, 86, //
            12, 18, 21, 28, 35, 41, 54, 76, //
            14, 21, 25, 32, 44, 63, 92, 136, //
            19, 28, 32, 41, 54, 75, 107, 157, //
            26, 35, 44, 54, 70, 95, 132, 190, //
            38, 41, 63, 75, 95, 125, 170, 239, //
            57, 54, 92, 107, 132, 170, 227, 312, //
            86, 76, 136, 157, 190, 239, 312, 419
        };

        private static final int[] WATSON = {
            7, 8, 10, 14, 23, 44, 95, 241, //
            8, 8, 11, 15, 25, 47, 102, 255, //
            10, 11, 13, 19, 31, 58, 127, 255, //
            14, 15, 19, 27, 44, 83, 181, 255, //
            23, 25, 31, 44, 72, 136, 255, 255, //
            44, 47, 58, 83, 136, 255, 255, 255, //
            95, 102, 127, 181, 255, 255, 255, 255, //
            241, 255, 255, 255, 255, 255, 255, 255
        };

        private static final int[] AHUMADA = {
            15, 11, 11, 12, 15, 19, 25, 32, //
            11, 13, 10, 10, 12, 15, 19, 24, //
            11, 10, 14, 14, 16, 18, 22, 27, //
            12, 10, 14, 18, 21, 24, 28, 33, //
            15, 12, 16, 21, 26, 31, 36, 42, //
            19, 15, 18, 24, 31, 38, 45, 53, //
            25, 19, 22, 28, 36, 45, 55, 65, //
            32, 24, 27, 33, 42, 53, 65, 77
        };

        private static final int[] PETERSON = {
            14, 10, 11, 14, 19, 25, 34, 45, //
            10, 11, 11, 12, 15, 20, 26, 33, //
            11, 11, 15, 18, 21, 25, 31, 38, //
            14, 12, 18, 24, 28, 33, 39, 47, //
            19, 15, 21, 28, 36, 43, 51, 59, //
            25, 20, 25, 33, 43, 54, 64, 74, //
            34, 26, 31, 39, 51, 64, 77, 91, //
            45, 33, 38, 47, 59, 74, 91, 108
        };

        private static final int[] FLAT = new int[64];

        static {
            Arrays.fill(FLAT, 16);
        }

        private Values() {}
    }
}
