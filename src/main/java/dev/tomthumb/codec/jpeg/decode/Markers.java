package dev.tomthumb.codec.jpeg.decode;

/** The second bytes of markers (T.81, table B.1); the first is 0xFF. */
final class Markers {
    static final int SOF0 = 0xc0;
    static final int SOF2 = 0xc2;
    static final int DHT = 0xc4;
    static final int RST0 = 0xd0;
    static final int RST7 = 0xd7;
    static final int SOI = 0xd8;
    static final int EOI = 0xd9;
    static final int SOS = 0xda;
    static final int DQT = 0xdb;
    static final int DRI = 0xdd;
    private static final int TEM = 0x01;

    private Markers() {}

    static boolean isRestart(int marker) {
        return marker >= RST0 && marker <= RST7;
    }

    /** Whether no segment follows. */
    static boolean standsAlone(int marker) {
        return marker == TEM || marker >= RST0 && marker <= EOI;
    }

    /** Baseline, extended sequential or progressive; all others are not read here. */
    static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF2;
    }
}
