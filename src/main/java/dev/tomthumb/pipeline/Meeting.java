package dev.tomthumb.pipeline;

import dev.tomthumb.codec.BandDecoder;
import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.ImageHeader;

/** With whom a render meets before its original is decoded. */
@FunctionalInterface
interface Meeting {
    /** With nobody. */
    Meeting NOBODY = (decoder, header, demand, bands) -> bands;

    /**
     * The same bands; to decode them waits for the others.
     *
     * @param decoder which has opened the bands with the other arguments
     */
    Bands joined(BandDecoder decoder, ImageHeader header, Demand demand, Bands bands);
}
