package dev.tomthumb.codec.metadata;

import java.util.Map;

/** What EXIF tags are called, and what their numbers stand for (EXIF 2.32, section 4.6, in the words of libexif). */
final class ExifNames {
    /** Of the directories of picture and camera. */
    static final Map<Integer, String> OF_PICTURES = Map.ofEntries(
            Map.entry(0x010d, "Document Name"),
            Map.entry(0x010e, "Image Description"),
            Map.entry(0x010f, "Manufacturer"),
            Map.entry(0x0110, "Model"),
            Map.entry(0x0112, "Orientation"),
            Map.entry(0x011a, "X-Resolution"),
            Map.entry(0x011b, "Y-Resolution"),
            Map.entry(0x0128, "Resolution Unit"),
            Map.entry(0x0131, "Software"),
            Map.entry(0x0132, "Date and Time"),
            Map.entry(0x013b, "Artist"),
            Map.entry(0x013c, "Host Computer"),
            Map.entry(0x0213, "YCbCr Positioning"),
            Map.entry(0x4746, "Rating"),
            Map.entry(0x8298, "Copyright"),
            Map.entry(0x9c9b, "XP Title"),
            Map.entry(0x9c9c, "XP Comment"),
            Map.entry(0x9c9d, "XP Author"),
            Map.entry(0x9c9e, "XP Keywords"),
            Map.entry(0x9c9f, "XP Subject"),
            Map.entry(0x829a, "Exposure Time"),
            Map.entry(0x829d, "F-Number"),
            Map.entry(0x8822, "Exposure Program"),
            Map.entry(0x8824, "Spectral Sensitivity"),
            Map.entry(0x8827, "ISO Speed Ratings"),
            Map.entry(0x8830, "Sensitivity Type"),
            Map.entry(0x8831, "Standard Output Sensitivity"),
            Map.entry(0x8832, "Recommended Exposure Index"),
            Map.entry(0x9000, "Exif Version"),
            Map.entry(0x9003, "Date and Time (Original)"),
            Map.entry(0x9004, "Date and Time (Digitized)"),
            Map.entry(0x9010, "Offset Time"),
            Map.entry(0x9011, "Offset Time (Original)"),
            Map.entry(0x9012, "Offset Time (Digitized)"),
            Map.entry(0x9102, "Compressed Bits per Pixel"),
            Map.entry(0x9201, "Shutter Speed"),
            Map.entry(0x9202, "Aperture"),
            Map.entry(0x9203, "Brightness"),
            Map.entry(0x9204, "Exposure Bias"),
            Map.entry(0x9205, "Maximum Aperture Value"),
            Map.entry(0x9206, "Subject Distance"),
            Map.entry(0x9207, "Metering Mode"),
            Map.entry(0x9208, "Light Source"),
            Map.entry(0x9209, "Flash"),
            Map.entry(0x920a, "Focal Length"),
            Map.entry(0x9214, "Subject Area"),
            Map.entry(0x9290, "Sub-second Time"),
            Map.entry(0x9291, "Sub-second Time (Original)"),
            Map.entry(0x9292, "Sub-second Time (Digitized)"),
            Map.entry(0xa000, "FlashPixVersion"),
            Map.entry(0xa001, "Color Space"),
            Map.entry(0xa002, "Pixel X Dimension"),
            Map.entry(0xa003, "Pixel Y Dimension"),
            Map.entry(0xa20b, "Flash Energy"),
            Map.entry(0xa20e, "Focal Plane X-Resolution"),
            Map.entry(0xa20f, "Focal Plane Y-Resolution"),
            Map.entry(0xa210, "Focal Plane Resolution Unit"),
            Map.entry(0xa214, "Subject Location"),
            Map.entry(0xa215, "Exposure Index"),
            Map.entry(0xa217, "Sensing Method"),
            Map.entry(0xa300, "File Source"),
            Map.entry(0xa301, "Scene Type"),
            Map.entry(0xa401, "Custom Rendered"),
            Map.entry(0xa402, "Exposure Mode"),
            Map.entry(0xa403, "White Balance"),
            Map.entry(0xa404, "Digital Zoom Ratio"),
            Map.entry(0xa405, "Focal Length in 35mm Film"),
            Map.entry(0xa406, "Scene Capture Type"),
            Map.entry(0xa407, "Gain Control"),
            Map.entry(0xa408, "Contrast"),
            Map.entry(0xa409, "Saturation"),
            Map.entry(0xa40a, "Sharpness"),
            Map.entry(0xa40c, "Subject Distance Range"),
            Map.entry(0xa420, "Image Unique ID"),
            Map.entry(0xa430, "Camera Owner Name"),
            Map.entry(0xa431, "Body Serial Number"),
            Map.entry(0xa432, "Lens Specification"),
            Map.entry(0xa433, "Lens Make"),
            Map.entry(0xa434, "Lens Model"),
            Map.entry(0xa435, "Lens Serial Number"),
            Map.entry(0xa500, "Gamma"));

    /** Of the directory of the place. */
    static final Map<Integer, String> OF_PLACES = Map.ofEntries(
            Map.entry(0x0000, "GPS Tag Version"),
            Map.entry(0x0001, "North or South Latitude"),
            Map.entry(0x0002, "Latitude"),
            Map.entry(0x0003, "East or West Longitude"),
            Map.entry(0x0004, "Longitude"),
            Map.entry(0x0005, "Altitude Reference"),
            Map.entry(0x0006, "Altitude"),
            Map.entry(0x0007, "GPS Time (Atomic Clock)"),
            Map.entry(0x0008, "GPS Satellites"),
            Map.entry(0x0009, "GPS Receiver Status"),
            Map.entry(0x000a, "GPS Measurement Mode"),
            Map.entry(0x000b, "Measurement Precision"),
            Map.entry(0x000c, "Speed Unit"),
            Map.entry(0x000d, "Speed of GPS Receiver"),
            Map.entry(0x000e, "Reference for direction of movement"),
            Map.entry(0x000f, "Direction of Movement"),
            Map.entry(0x0010, "GPS Image Direction Reference"),
            Map.entry(0x0011, "GPS Image Direction"),
            Map.entry(0x0012, "Geodetic Survey Data Used"),
            Map.entry(0x0013, "Reference For Latitude of Destination"),
            Map.entry(0x0014, "Latitude of Destination"),
            Map.entry(0x0015, "Reference for Longitude of Destination"),
            Map.entry(0x0016, "Longitude of Destination"),
            Map.entry(0x0017, "Reference for Bearing of Destination"),
            Map.entry(0x0018, "Bearing of Destination"),
            Map.entry(0x0019, "Reference for Distance to Destination"),
            Map.entry(0x001a, "Distance to Destination"),
            Map.entry(0x001d, "GPS Date"),
            Map.entry(0x001e, "GPS Differential Correction"),
            Map.entry(0x001f, "GPS Horizontal Positioning Error"));

    private static final Map<Integer, Map<Integer, String>> WORDS = Map.ofEntries(
            Map.entry(
                    0x0112,
                    Map.ofEntries(
                            Map.entry(1, "Top-left"),
                            Map.entry(2, "Top-right"),
                            Map.entry(3, "Bottom-right"),
                            Map.entry(4, "Bottom-left"),
                            Map.entry(5, "Left-top"),
                            Map.entry(6, "Right-top"),
                            Map.entry(7, "Right-bottom"),
                            Map.entry(8, "Left-bottom"))),
            Map.entry(0x0128, Map.ofEntries(Map.entry(2, "Inch"), Map.entry(3, "Centimeter"))),
            Map.entry(0xa210, Map.ofEntries(Map.entry(2, "Inch"), Map.entry(3, "Centimeter"))),
            Map.entry(0x0213, Map.ofEntries(Map.entry(1, "Centered"), Map.entry(2, "Co-sited"))),
            Map.entry(
                    0x8822,
                    Map.ofEntries(
                            Map.entry(0, "Not defined"),
                            Map.entry(1, "Manual"),
                            Map.entry(2, "Normal program"),
                            Map.entry(3, "Aperture priority"),
                            Map.entry(4, "Shutter priority"),
                            Map.entry(5, "Creative program"),
                            Map.entry(6, "Action program"),
                            Map.entry(7, "Portrait mode"),
                            Map.entry(8, "Landscape mode"))),
            Map.entry(
                    0x9207,
                    Map.ofEntries(
                            Map.entry(0, "Unknown"),
                            Map.entry(1, "Average"),
                            Map.entry(2, "Center-weighted average"),
                            Map.entry(3, "Spot"),
                            Map.entry(4, "Multi spot"),
                            Map.entry(5, "Pattern"),
                            Map.entry(6, "Partial"),
                            Map.entry(255, "Other"))),
            Map.entry(
                    0x9208,
                    Map.ofEntries(
                            Map.entry(0, "Unknown"),
                            Map.entry(1, "Daylight"),
                            Map.entry(2, "Fluorescent"),
                            Map.entry(3, "Tungsten incandescent light"),
                            Map.entry(4, "Flash"),
                            Map.entry(9, "Fine weather"),
                            Map.entry(10, "Cloudy weather"),
                            Map.entry(11, "Shade"))),
            Map.entry(
                    0x9209,
                    Map.ofEntries(
                            Map.entry(0, "Flash did not fire"),
                            Map.entry(1, "Flash fired"),
                            Map.entry(16, "Flash did not fire, compulsory flash mode"),
                            Map.entry(24, "Flash did not fire, auto mode"),
                            Map.entry(25, "Flash fired, auto mode"),
                            Map.entry(9, "Flash fired, compulsory flash mode"),
                            Map.entry(32, "No flash function"))),
            Map.entry(
                    0xa001,
                    Map.ofEntries(Map.entry(1, "sRGB"), Map.entry(2, "Adobe RGB"), Map.entry(65535, "Uncalibrated"))),
            Map.entry(
                    0xa217,
                    Map.ofEntries(
                            Map.entry(1, "Not defined"),
                            Map.entry(2, "One-chip color area sensor"),
                            Map.entry(3, "Two-chip color area sensor"),
                            Map.entry(4, "Three-chip color area sensor"),
                            Map.entry(5, "Color sequential area sensor"),
                            Map.entry(7, "Trilinear sensor"),
                            Map.entry(8, "Color sequential linear sensor"))),
            Map.entry(
                    0xa300,
                    Map.ofEntries(
                            Map.entry(1, "Film scanner"),
                            Map.entry(2, "Reflection print scanner"),
                            Map.entry(3, "DSC"))),
            Map.entry(0xa301, Map.ofEntries(Map.entry(1, "Directly photographed"))),
            Map.entry(0xa401, Map.ofEntries(Map.entry(0, "Normal process"), Map.entry(1, "Custom process"))),
            Map.entry(
                    0xa402,
                    Map.ofEntries(
                            Map.entry(0, "Auto exposure"),
                            Map.entry(1, "Manual exposure"),
                            Map.entry(2, "Auto bracket"))),
            Map.entry(0xa403, Map.ofEntries(Map.entry(0, "Auto white balance"), Map.entry(1, "Manual white balance"))),
            Map.entry(
                    0xa406,
                    Map.ofEntries(
                            Map.entry(0, "Standard"),
                            Map.entry(1, "Landscape"),
                            Map.entry(2, "Portrait"),
                            Map.entry(3, "Night scene"))),
            Map.entry(
                    0xa407,
                    Map.ofEntries(
                            Map.entry(0, "None"),
                            Map.entry(1, "Low gain up"),
                            Map.entry(2, "High gain up"),
                            Map.entry(3, "Low gain down"),
                            Map.entry(4, "High gain down"))),
            Map.entry(0xa408, Map.ofEntries(Map.entry(0, "Normal"), Map.entry(1, "Soft"), Map.entry(2, "Hard"))),
            Map.entry(
                    0xa409,
                    Map.ofEntries(
                            Map.entry(0, "Normal"), Map.entry(1, "Low saturation"), Map.entry(2, "High saturation"))),
            Map.entry(0xa40a, Map.ofEntries(Map.entry(0, "Normal"), Map.entry(1, "Soft"), Map.entry(2, "Hard"))),
            Map.entry(
                    0xa40c,
                    Map.ofEntries(
                            Map.entry(0, "Unknown"),
                            Map.entry(1, "Macro"),
                            Map.entry(2, "Close view"),
                            Map.entry(3, "Distant view"))));

    private ExifNames() {}

    /** What {@code number} stands for in {@code tag}; empty if it is only a number. */
    static String word(int tag, double number) {
        return WORDS.getOrDefault(tag, Map.of()).getOrDefault((int) number, "");
    }
}
