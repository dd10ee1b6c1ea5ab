package dev.tomthumb.engine.warm;

import java.util.List;

/**
 * How far warming has come since the list was begun.
 *
 * @param working whether anything is left to do
 * @param urls of the list
 * @param done of them
 * @param again renditions that wait to be made again after a purge
 * @param made renditions made
 * @param there renditions that were there already
 * @param refused renditions that could not be made
 * @param reasons of the first few, URL and sentence
 * @param overRestarts whether a restart goes on where this ends
 */
public record WarmProgress(
        boolean working,
        int urls,
        int done,
        int again,
        long made,
        long there,
        long refused,
        List<String> reasons,
        boolean overRestarts) {
    public WarmProgress {
        reasons = List.copyOf(reasons);
    }
}
