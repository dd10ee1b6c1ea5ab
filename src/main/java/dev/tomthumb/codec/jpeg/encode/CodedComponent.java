package dev.tomthumb.codec.jpeg.encode;

/**
 * One component of the file being written.
 *
 * @param identifier its number in the file, from 1
 * @param table which quantisation and Huffman tables it uses: 0 luma's, 1 chroma's
 * @param blocks its coefficients
 * @param statistics how often they need which symbol
 * @param sink where its samples go
 */
record CodedComponent(
        int identifier, int table, ComponentBlocks blocks, CoefficientStatistics statistics, PlaneSink sink) {}
