package dev.tomthumb.bench;

/** A library that is measured, inside a process of its own. */
interface Candidate {
    /**
     * Does the work once.
     *
     * @return the file made; for {@link Work.Output#PIXELS} a few bytes that differ if the pixels do
     */
    byte[] make(byte[] file, Work work) throws Exception;

    /**
     * The candidate of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Candidate named(String name) {
        return switch (name) {
            case "tomthumb" -> new TomthumbCandidate(Engine.open());
            case "tomthumb-warm" -> new TomthumbCandidate(Engine.openWarm());
            case "imageio" -> new ImageIoCandidate();
            case "thumbnailator" -> new ThumbnailatorCandidate();
            default -> throw new IllegalArgumentException("no candidate is called " + name);
        };
    }
}
