package dev.tomthumb.bench;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;

/** The product. */
final class TomthumbCandidate implements Candidate {
    private final Engine engine;

    TomthumbCandidate(Engine engine) {
        this.engine = engine;
    }

    @Override
    public byte[] make(byte[] file, Work work) throws ImageException {
        return switch (work.output()) {
            case JPEG -> engine.render(file, work.width(), ImageFormat.JPEG, work.quality());
            case WEBP -> engine.render(file, work.width(), ImageFormat.WEBP, work.quality());
            case PIXELS -> diagonal(engine.decode(file));
        };
    }

    private static byte[] diagonal(Pixels pixels) {
        Plane plane = pixels.planes().get(0);
        byte[] samples = new byte[Math.min(plane.width(), plane.height())];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) plane.get(i, i);
        }
        return samples;
    }
}
