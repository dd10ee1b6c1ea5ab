package dev.tomthumb.codec.jpeg.decode;

/**
 * A component as the frame header specifies it (T.81, B.2.2).
 *
 * @param index its place among the components
 * @param identifier by which scans name it
 * @param across horizontal sampling factor, 1..4
 * @param down vertical sampling factor, 1..4
 * @param quantization selector of its table, 0..3
 */
record FrameComponent(int index, int identifier, int across, int down, int quantization) {}
