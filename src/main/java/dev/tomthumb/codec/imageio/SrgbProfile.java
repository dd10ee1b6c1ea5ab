package dev.tomthumb.codec.imageio;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Whether an ICC profile describes sRGB: then there is nothing to convert. Most profiles do, under dozens of names, so
 * the numbers are compared: the three primaries and the tone curves (ICC.1:2022, sections 9.2 and 10).
 */
final class SrgbProfile {
    /** X, Y and Z of sRGB's primaries, adapted to D50 (IEC 61966-2-1 by the Bradford transform). */
    private static final double[][] PRIMARIES = {
        {0.4361, 0.2225, 0.0139}, {0.3851, 0.7169, 0.0971}, {0.1431, 0.0606, 0.7141}
    };

    private static final String[] COLORANTS = {"rXYZ", "gXYZ", "bXYZ"};
    private static final String[] CURVES = {"rTRC", "gTRC", "bTRC"};
    /** Below a quarter of an 8-bit step in linear light. */
    private static final double TOLERANCE = 0.001;
    /** Profiles round their curves generously: the same tolerance seen through the curve's steepest part. */
    private static final double CURVE_TOLERANCE = 0.004;

    private static final int TAG_TABLE = 128;
    private static final int MAX_TAGS = 100;

    private final ByteBuffer profile;

    private SrgbProfile(ByteBuffer profile) {
        this.profile = profile;
    }

    /** Whether leaving pixels of {@code profile} alone is right to less than one step. False for anything odd. */
    static boolean matches(byte[] profile) {
        try {
            return new SrgbProfile(ByteBuffer.wrap(profile)).matches();
        } catch (IndexOutOfBoundsException odd) {
            return false;
        }
    }

    private boolean matches() {
        // A table overrides primaries and curves.
        if (tag("A2B0").isPresent()) {
            return false;
        }
        for (int channel = 0; channel < 3; channel++) {
            OptionalInt colorant = tag(COLORANTS[channel]);
            OptionalInt curve = tag(CURVES[channel]);
            if (colorant.isEmpty() || curve.isEmpty()) {
                return false;
            }
            if (!isPrimary(colorant.getAsInt(), PRIMARIES[channel]) || !isCurve(curve.getAsInt())) {
                return false;
            }
        }
        return true;
    }

    /** Where the data of a tag begins. */
    private OptionalInt tag(String signature) {
        int count = Math.min(MAX_TAGS, profile.getInt(TAG_TABLE));
        for (int i = 0; i < count; i++) {
            int at = TAG_TABLE + 4 + 12 * i;
            if (profile.getInt(at) == type(signature)) {
                return OptionalInt.of(profile.getInt(at + 4));
            }
        }
        return OptionalInt.empty();
    }

    private static int type(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }

    private boolean isPrimary(int at, double[] expected) {
        for (int i = 0; i < 3; i++) {
            if (Math.abs(fixed(at + 8 + 4 * i) - expected[i]) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    private boolean isCurve(int at) {
        for (int step = 0; step <= 16; step++) {
            double x = step / 16.0;
            OptionalDouble y = curve(at, x);
            if (y.isEmpty() || Math.abs(y.getAsDouble() - linear(x)) > CURVE_TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    /** IEC 61966-2-1. */
    private static double linear(double x) {
        return x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
    }

    /** The curve whose data begins at {@code at}, for 0..1. */
    private OptionalDouble curve(int at, double x) {
        if (profile.getInt(at) == type("curv")) {
            return sampled(at + 12, profile.getInt(at + 8), x);
        }
        if (profile.getInt(at) == type("para") && profile.getShort(at + 8) == 3) {
            return OptionalDouble.of(parametric(at + 12, x));
        }
        return OptionalDouble.empty();
    }

    private OptionalDouble sampled(int at, int count, double x) {
        if (count < 2) {
            return OptionalDouble.empty();
        }
        double position = x * (count - 1);
        int low = Math.min((int) position, count - 2);
        double lower = sample(at, low);
        return OptionalDouble.of((lower + (position - low) * (sample(at, low + 1) - lower)) / 65_535);
    }

    private int sample(int at, int index) {
        return profile.getShort(at + 2 * index) & 0xffff;
    }

    /** Function type 3: (ax + b)^g from d on, else cx. */
    private double parametric(int at, double x) {
        double g = fixed(at);
        double a = fixed(at + 4);
        double b = fixed(at + 8);
        double c = fixed(at + 12);
        double d = fixed(at + 16);
        return x >= d ? Math.pow(a * x + b, g) : c * x;
    }

    /** s15Fixed16Number. */
    private double fixed(int at) {
        return profile.getInt(at) / 65_536.0;
    }
}
