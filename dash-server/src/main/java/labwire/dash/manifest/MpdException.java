package labwire.dash.manifest;

/** A document is not an MPD, or not one that can be used. The message names the place and what was expected there. */
public final class MpdException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param path such as {@code MPD/Period[2]/AdaptationSet[1]/@lang}, or {@code line 3} */
    public MpdException(String path, String reason) {
        super(path + ": " + reason);
    }
}
