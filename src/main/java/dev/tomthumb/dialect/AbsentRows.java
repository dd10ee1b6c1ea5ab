package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.List;
import java.util.Map;

/** Rows of options that imgproxy Pro has and this product has not: refused by name, with the reason. */
final class AbsentRows {
    static final String DETECTION = "nothing here detects objects";
    private static final String VIDEO = "videos are no originals here";
    private static final Map<String, String> FORMATS =
            Map.of("mp4", "videos are not written here", "pdf", "documents are not written here");

    private AbsentRows() {}

    static List<Option> rows() {
        return List.of(
                Option.absent(List.of("objects_position", "obj_pos", "op"), "type:x:y", DETECTION),
                Option.absent(List.of("crop_objects", "c_obj"), "scale_factor:class:…", DETECTION),
                Option.absent(List.of("blur_detections", "bd"), "sigma:class:…", DETECTION),
                Option.absent(List.of("draw_detections", "dd"), "flag:class:…", DETECTION),
                Option.absent(List.of("video_thumbnail_second", "vts"), "seconds", VIDEO),
                Option.absent(List.of("video_thumbnail_keyframes", "vtk"), "flag", VIDEO),
                Option.absent(
                        List.of("video_thumbnail_tile", "vtt"), "step:columns:rows:tile_width:tile_height:…", VIDEO),
                Option.absent(
                        List.of("video_thumbnail_animation", "vta"),
                        "step:delay:frames:frame_width:frame_height:…",
                        VIDEO));
    }

    /** Formats that imgproxy Pro writes and this product does not. */
    static void refuseFormat(Arguments arguments) throws ImageException {
        refuseFormat(arguments.text(0));
    }

    static void refuseFormat(String name) throws ImageException {
        String why = FORMATS.get(name);
        if (why != null) {
            throw new ImageException(
                    Problem.BAD_OPTION, "The format " + UrlText.quoted(name) + " is not available here: " + why + ".");
        }
    }
}
