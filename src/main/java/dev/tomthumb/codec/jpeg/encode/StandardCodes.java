package dev.tomthumb.codec.jpeg.encode;

import java.util.HexFormat;

/** The typical Huffman codes of T.81, annex K.3, for files that are written without a look at their statistics. */
final class StandardCodes {
    private static final String DC_SYMBOLS = "000102030405060708090a0b";

    private StandardCodes() {}

    /** For DC differences: luma's code, or chroma's. */
    static HuffmanCode dc(boolean chroma) {
        return chroma
                ? code("00030101010101010101010000000000", DC_SYMBOLS)
                : code("00010501010101010100000000000000", DC_SYMBOLS);
    }

    /** For AC coefficients: luma's code, or chroma's. */
    static HuffmanCode ac(boolean chroma) {
        return chroma
                ? code(
                        "00020102040403040705040400010277",
                        "0001020311040521310612415107617113223281081442"
                                + "91a1b1c109233352f0156272d10a162434e125f11718191a"
                                + "262728292a35363738393a434445464748494a535455565758595a636465666768696a737475767778797a"
                                + "82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8"
                                + "c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa")
                : code(
                        "0002010303020403050504040000017d",
                        "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a"
                                + "25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778"
                                + "797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7"
                                + "c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa");
    }

    private static HuffmanCode code(String counts, String symbols) {
        return new HuffmanCode(HexFormat.of().parseHex(counts), HexFormat.of().parseHex(symbols));
    }
}
